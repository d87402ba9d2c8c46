// Blocks: quoted words with a signature behind them, as agencies set them apart from the text.
//
//   « "Мост открыт". Иван Лосев глава района глава района
//
// The marker « may be missing when the signature doubles its title, and the signature may stand in the next paragraph.
#include "forms.h"
#include "marks.h"

namespace lector::quotes {
namespace {

// The stretch that opens in `row`; nullptr: none.
const Stretch* StretchAt(const Page& page, uint32_t row) {
  if (row >= page.size() || page.row(row).stretch < 0) return nullptr;
  const Stretch& stretch = page.stretches()[static_cast<size_t>(page.row(row).stretch)];
  return stretch.open == row ? &stretch : nullptr;
}

}  // namespace

void FindBlocks(const Context& context, Candidates* out) {
  const Page& page = context.page;
  const std::vector<Range>& paragraphs = page.paragraphs();
  for (size_t p = 0; p < paragraphs.size(); ++p) {
    context.check();
    const bool marker = IsBlockMarker(page, paragraphs[p].begin);
    const Stretch* stretch = StretchAt(page, paragraphs[p].begin + (marker ? 1 : 0));
    if (stretch == nullptr || !stretch->closed) continue;
    const uint32_t last = page.ParagraphIndex(stretch->close);  // the words may run over several paragraphs
    Range signature{stretch->End(), paragraphs[last].end};
    const bool alone = page.CountWords(signature) == 0;
    bool dash = false;  // a line of its own: «— Иван Лосев, глава района»
    if (alone) {
      if (last + 1 >= paragraphs.size()) continue;
      signature = paragraphs[last + 1];
      dash = page.IsSign(signature.begin, Sign::kDash) && context.names.At(signature.begin + 1) != nullptr;
      if (!marker && !dash) continue;
      if (signature.size() > 24 || page.IsSign(signature.end - 1, Sign::kColon)) continue;
    }
    const Speaker speaker = context.speakers.OfSignature(signature);
    if (speaker.kind != Speaker::Kind::kName) continue;
    const uint32_t titled = page.CountWords(speaker.title);
    const bool doubled = titled > 0 && page.CountWords(signature) == page.CountWords(speaker.mention) + 2 * titled;
    if (!marker && !doubled && !dash) continue;
    if (!doubled && !dash && titled == 0 && alone) continue;
    const Range content = page.Trim(stretch->Inside());
    if (page.CountWords(content) == 0) continue;
    out->push_back({Rule::kBlock, Kind::kDirect, {content}, nullptr, speaker, doubled ? 0.98f : 0.9f});
  }
}

}  // namespace lector::quotes
