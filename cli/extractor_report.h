// An extractor as people read it: what it finds and needs, its settings and its options.
#ifndef LECTOR_CLI_EXTRACTOR_REPORT_H_
#define LECTOR_CLI_EXTRACTOR_REPORT_H_

#include <lector/v1/extractor_service.pb.h>

#include <string>

#include "cli/annotated_text.h"

namespace lector::cli {

// `layout.width` as for RenderReport().
std::string RenderExtractor(const v1::ExtractorInfo& info, const TextLayout& layout);

}  // namespace lector::cli
#endif  // LECTOR_CLI_EXTRACTOR_REPORT_H_
