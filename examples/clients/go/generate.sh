#!/bin/sh
# Makes the stubs: generate.sh PROTOS OUT. The plugins of protoc are built at the versions that go.mod pins.
set -eu
protos=$1 out=$2
package=$(go list -m)/gen
mkdir -p "$out"
GOBIN=$PWD/$out/bin go install tool
set -- -I "$protos"
for proto in document annotation analysis_service; do
  set -- "$@" --go_opt="Mlector/v1/$proto.proto=$package" --go-grpc_opt="Mlector/v1/$proto.proto=$package"
done
PATH=$PWD/$out/bin:$PATH ${PROTOC:-protoc} "$@" --go_out="$out" --go_opt=module="$package" \
  --go-grpc_out="$out" --go-grpc_opt=module="$package" \
  lector/v1/document.proto lector/v1/annotation.proto lector/v1/analysis_service.proto
