@echo off
rem The command line of this installation, on Electron's own Node.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\Twinberth.exe" "%~dp0..\resources\app.asar.unpacked\dist\desktop\cli.mjs" %*
