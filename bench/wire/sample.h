// The document and the answer that both servers are measured with: 3 KB of text, 40 annotations (about 4.3 KB).
#ifndef LECTOR_BENCH_WIRE_SAMPLE_H_
#define LECTOR_BENCH_WIRE_SAMPLE_H_

#include <string>

#include "lector/v1/analysis_service.pb.h"

namespace lector::bench {

inline constexpr int kAnnotations = 40;

lector::v1::Document SampleDocument();

// What the null extractor finds in it, built anew as the daemon builds it.
void FillAnswer(const lector::v1::Document& document, lector::v1::AnalyzeDocumentResponse* answer);

}  // namespace lector::bench
#endif  // LECTOR_BENCH_WIRE_SAMPLE_H_
