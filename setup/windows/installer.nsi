; An installer for one person, without administrator. Built by `make windows`, which defines VERSION,
; PAYLOAD (a folder) and TARGET (the file to write).
Unicode true
RequestExecutionLevel user
Name "voice-coach"
OutFile "${TARGET}"
; What people keep lies in $LOCALAPPDATA\voice-coach: the program must lie elsewhere.
InstallDir "$LOCALAPPDATA\Programs\voice-coach"
SetCompressor lzma
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\voice-coach"
!define PROGRAM "$INSTDIR\python\Scripts\voice-coach.exe"

Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

!macro Entry NAME WORDS
  ; The window stays after an error, so that it can be read.
  CreateShortcut "$SMPROGRAMS\voice-coach\${NAME}.lnk" "$SYSDIR\cmd.exe" \
    '/c ""${PROGRAM}" ${WORDS} || pause"'
!macroend

Section "voice-coach"
  SetOutPath "$INSTDIR\payload"
  ; Wheels are compressed already: it would cost minutes, and the file would be as large.
  SetCompress off
  File "${PAYLOAD}\*.whl"
  SetCompress auto
  File /x *.whl "${PAYLOAD}\*.*"
  DetailPrint "Looking for Python ${PYTHON}..."
  nsExec::ExecToLog '"$INSTDIR\payload\uv.exe" venv --quiet --clear --offline --no-python-downloads \
    --python ${PYTHON} "$INSTDIR\python"'
  Pop $0
  StrCmp $0 0 ready
  MessageBox MB_YESNO "voice-coach needs Python ${PYTHON}, which is not here. Fetch it now \
(about 25 MB, from the python-build-standalone project)? Nothing else is fetched." \
    /SD IDNO IDYES fetch
  Abort "Nothing was installed. Install Python ${PYTHON}, then start this again."
fetch:
  nsExec::ExecToLog '"$INSTDIR\payload\uv.exe" venv --quiet --clear --python ${PYTHON} "$INSTDIR\python"'
  Pop $0
  StrCmp $0 0 ready
  Abort "Python could not be fetched. Check the connection, then start this again."
ready:
  DetailPrint "Installing..."
  nsExec::ExecToLog '"$INSTDIR\payload\uv.exe" pip install --quiet --offline --no-index \
    --find-links "$INSTDIR\payload" --python "$INSTDIR\python" voice-coach==${VERSION}'
  Pop $0
  StrCmp $0 0 installed
  Abort "voice-coach could not be installed. Please report this fault."
installed:
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\payload"
  CreateDirectory "$SMPROGRAMS\voice-coach"
  !insertmacro Entry "Begin" ""
  !insertmacro Entry "Practise alone" "run --solo"
  !insertmacro Entry "Check microphone" "doctor"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "voice-coach"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\payload"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  RMDir /r "$SMPROGRAMS\voice-coach"
  DeleteRegKey HKCU "${KEY}"
  MessageBox MB_OK "voice-coach is gone. What you chose to keep stays in $LOCALAPPDATA\voice-coach; \
whoever deletes that folder deletes all of it." /SD IDOK
SectionEnd
