#include "daemon/service/wire.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <grpc/slice.h>
#include <grpc/support/time.h>
#include <grpcpp/support/proto_buffer_reader.h>

#include <string>
#include <vector>

#include "daemon/base/stop.h"
#include "daemon/service/wire_diagnosis.h"

namespace lector::service {
namespace {

constexpr uint64_t kNoTimeNs = 1'000'000;

std::string Flatten(const grpc::ByteBuffer& bytes) {
  std::vector<grpc::Slice> slices;
  std::string out;
  if (!bytes.Dump(&slices).ok()) return out;
  out.reserve(bytes.Length());
  for (const grpc::Slice& slice : slices) out.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return out;
}

bool IsLowerHex(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

// Version 00 of https://www.w3.org/TR/trace-context/: version, trace, parent, flags.
bool IsTraceparent(std::string_view text) {
  if (text.size() != 55 || !text.starts_with("00-") || text[35] != '-' || text[52] != '-') return false;
  const std::string_view trace = text.substr(3, 32), parent = text.substr(36, 16);
  const auto is_id = [](std::string_view id) { return IsLowerHex(id) && id.find_first_not_of('0') != std::string_view::npos; };
  return is_id(trace) && is_id(parent) && IsLowerHex(text.substr(53));
}

}  // namespace

std::optional<Error> Parse(const grpc::ByteBuffer& bytes, google::protobuf::Message& message) {
  grpc::ByteBuffer copy(bytes);  // shares the slices; the reader wants one that is not const
  {
    grpc::ProtoBufferReader reader(&copy);
    if (reader.status().ok() && message.ParseFromZeroCopyStream(&reader)) return std::nullopt;
  }
  return Diagnose(*message.GetDescriptor(), Flatten(bytes));
}

grpc::ByteBuffer Serialize(const google::protobuf::Message& message) {
  const size_t size = message.ByteSizeLong();
  const grpc::Slice slice(grpc_slice_malloc(size), grpc::Slice::STEAL_REF);
  google::protobuf::io::ArrayOutputStream array(const_cast<uint8_t*>(slice.begin()), static_cast<int>(size));
  {
    google::protobuf::io::CodedOutputStream out(&array);
    out.SetSerializationDeterministic(true);
    message.SerializeWithCachedSizes(&out);
  }
  return grpc::ByteBuffer(&slice, 1);
}

grpc::Status ToGrpcStatus(const Error& error, grpc::ServerContextBase& context) {
  const google::rpc::Status rpc = ToRpcStatus(error);
  if (const uint32_t delay = RetryDelayMs(error); delay != 0)
    context.AddTrailingMetadata("grpc-retry-pushback-ms", std::to_string(delay));
  return grpc::Status(static_cast<grpc::StatusCode>(rpc.code()), rpc.message(), rpc.SerializeAsString());
}

uint64_t DeadlineNs(const grpc::ServerContextBase& context) {
  const gpr_timespec deadline = context.raw_deadline();
  if (gpr_time_cmp(deadline, gpr_inf_future(deadline.clock_type)) == 0) return 0;
  const gpr_timespec left = gpr_time_sub(deadline, gpr_now(deadline.clock_type));
  const uint64_t now = MonotonicNow();
  if (left.tv_sec < 0) return 1;
  if (left.tv_sec > 10LL * 365 * 86'400) return 0;
  return now + static_cast<uint64_t>(left.tv_sec) * 1'000'000'000u + static_cast<uint64_t>(left.tv_nsec);
}

std::string Traceparent(const grpc::ServerContextBase& context) {
  const auto found = context.client_metadata().find("traceparent");
  if (found == context.client_metadata().end()) return {};
  const std::string_view value(found->second.data(), found->second.size());
  return IsTraceparent(value) ? std::string(value) : std::string();
}

bool TooLate(uint64_t deadline_ns) { return deadline_ns != 0 && MonotonicNow() + kNoTimeNs > deadline_ns; }

}  // namespace lector::service
