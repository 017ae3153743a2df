; Windows has this folder on every user's path; a small file there makes `twinberth` a command, without a change of PATH.
!macro customInstall
  FileOpen $0 "$LOCALAPPDATA\Microsoft\WindowsApps\twinberth.cmd" w
  FileWrite $0 '@"$INSTDIR\bin\twinberth.cmd" %*$\r$\n'
  FileClose $0
!macroend

!macro customUnInstall
  Delete "$LOCALAPPDATA\Microsoft\WindowsApps\twinberth.cmd"
!macroend
