// The options of `lector analyze` as the request's.
#ifndef LECTOR_CLI_REQUEST_H_
#define LECTOR_CLI_REQUEST_H_

#include <lector/v1/analysis_service.pb.h>

#include <string>
#include <vector>

namespace lector::cli {

// Adds the extractor that `argument` names: NAME[@VERSION][:KEY=VALUE]. A second argument of the same name adds to the
// first. False with `error` when it is malformed.
bool AddExtractor(const std::string& argument, v1::AnalysisOptions* options, std::string* error);

// Sets one option of an extractor: NAME.KEY=VALUE, or NAME:KEY=VALUE for a name with dots; a dot in KEY goes into an object.
// VALUE is JSON where it parses as JSON (true, 3, [1,2], "x"), else a string. False with `error` when it is malformed.
bool AddExtractorOption(const std::string& argument, v1::AnalysisOptions* options, std::string* error);

// "utf8", "utf16", "utf32".
bool ParseOffsetEncoding(const std::string& name, v1::OffsetEncoding* encoding);

// RFC 3339, or a date alone, which means noon UTC: the same civil date in nearly all time zones.
bool ParsePublishTime(const std::string& time, google::protobuf::Timestamp* out);

}  // namespace lector::cli
#endif  // LECTOR_CLI_REQUEST_H_
