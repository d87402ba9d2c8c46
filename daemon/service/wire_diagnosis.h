// Diagnose: why bytes are not the message that they should be. For after a parser said no.
//
//   INVALID_UTF8       a string field: its path, the offset inside it, what the bytes look like
//   MALFORMED_MESSAGE  the encoding is broken: the offset in the message, and the field in which it stands
#ifndef LECTOR_DAEMON_SERVICE_WIRE_DIAGNOSIS_H_
#define LECTOR_DAEMON_SERVICE_WIRE_DIAGNOSIS_H_

#include <google/protobuf/descriptor.h>

#include <string_view>

#include "daemon/service/error.h"

namespace lector::service {

// The first fault in the order of the bytes. Never OK: what this finds sound is MALFORMED_MESSAGE all the same.
Error Diagnose(const google::protobuf::Descriptor& type, std::string_view bytes);

}  // namespace lector::service
#endif  // LECTOR_DAEMON_SERVICE_WIRE_DIAGNOSIS_H_
