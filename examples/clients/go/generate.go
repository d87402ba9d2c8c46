package main

//go:generate ./generate.sh ../../../protos gen
