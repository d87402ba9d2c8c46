// Answers as tab-separated values: a header, then one record a line, entities first.
#ifndef LECTOR_CLI_TSV_H_
#define LECTOR_CLI_TSV_H_

#include <lector/v1/analysis_service.pb.h>

#include <string>
#include <string_view>

namespace lector::cli {

// What the columns hold, for --help.
extern const char kTsvColumns[];

// The header line.
std::string TsvHeader();

// The records of one answer; `input` is the first column of each. Tab, line feed, carriage return and backslash inside a
// value are written \t \n \r \\.
std::string ToTsv(std::string_view input, const v1::AnalyzeDocumentResponse& response);

// `value` so that it is one field of a line, as above.
std::string EscapeTsv(std::string_view value);

}  // namespace lector::cli
#endif  // LECTOR_CLI_TSV_H_
