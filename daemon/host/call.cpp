#include "daemon/host/call.h"

#include "daemon/host/plugin_host.h"

namespace lector::host {

lector_call MakeCall(const OptionSet& options, const Stop& stop, std::string_view traceparent) {
  lector_call call = {};
  call.size = sizeof call;
  call.option_count = static_cast<uint32_t>(options.flat().size());
  call.deadline_ns = stop.deadline_ns();
  call.cancelled = stop.flag();
  call.traceparent = {traceparent.data(), traceparent.size()};
  call.options_json = {options.json().data(), options.json().size()};
  call.options = options.flat().data();
  return call;
}

Status Analyze(const lector_extractor& extractor, void* instance, void* scratch, const lector_call& call, const DocumentView& view,
               RecordSink& sink) {
  lector_error error = {};
  error.size = sizeof error;
  const lector_code code = extractor.analyze(instance, scratch, &call, &view, &sink, &error);
  if (!sink.status().ok()) {
    const bool broke = sink.status().code() == Code::kInvalidArgument;
    return Status(broke ? Code::kInternal : sink.status().code(), sink.status().message(), broke ? "CONTRACT_BROKEN" : "");
  }
  return FromAbi(code, error);
}

}  // namespace lector::host
