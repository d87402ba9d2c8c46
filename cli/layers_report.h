// The layers of a text, as `lector analyze --layers` shows them: what the extractor `layers` found, as tables or CoNLL-U.
#ifndef LECTOR_CLI_LAYERS_REPORT_H_
#define LECTOR_CLI_LAYERS_REPORT_H_

#include <lector/v1/analysis_service.pb.h>

#include <string>

#include "cli/annotated_text.h"

namespace lector::cli {

inline constexpr char kLayersExtractor[] = "layers";

// A sentence a block: its text, then a table with a line a token.
std::string RenderLayers(const v1::AnalyzeDocumentResponse& response, const TextLayout& layout);

// CoNLL-U: before each sentence "# text"; before the first "# newdoc id = INPUT".
std::string ToConllu(const std::string& input, const v1::AnalyzeDocumentResponse& response);

}  // namespace lector::cli
#endif  // LECTOR_CLI_LAYERS_REPORT_H_
