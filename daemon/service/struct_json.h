// google.protobuf.Struct as JSON text and back, for options of extractors and for custom records.
#ifndef LECTOR_DAEMON_SERVICE_STRUCT_JSON_H_
#define LECTOR_DAEMON_SERVICE_STRUCT_JSON_H_

#include <google/protobuf/struct.pb.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "daemon/base/status.h"

namespace lector::service {

// Keys sorted; numbers without a fraction below 2^53 as integers. INVALID_ARGUMENT (INVALID_FIELD) for what JSON does not have
// (NaN, infinity, a value that is not set) and for strings and keys of more than `max_string` bytes, with the path inside the struct
// in field().
Result<std::string> ToJson(const google::protobuf::Struct& object, size_t max_string);

// INVALID_ARGUMENT: not a JSON object.
Status FromJson(std::string_view json, google::protobuf::Struct& object);

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_STRUCT_JSON_H_
