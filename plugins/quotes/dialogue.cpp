// Dialogue: a paragraph that opens with a dash and has its attribution behind another.
//
//   — Мост готов, — сказал Лосев. — Ждём комиссию.
#include "forms.h"

namespace lector::quotes {

void FindDialogue(const Context& context, Candidates* out) {
  const Page& page = context.page;
  bool in_dialogue = false;  // the paragraph before was a reply
  for (const Range paragraph : page.paragraphs()) {
    context.check();
    if (!page.IsSign(paragraph.begin, Sign::kDash) || paragraph.size() < 3) {
      in_dialogue = false;
      continue;
    }
    const Range reply{paragraph.begin + 1, paragraph.end};
    Interrupted parts = SplitInterrupted(context, reply);
    if (!parts.content.empty()) {
      out->push_back({Rule::kDialogue, Kind::kDirect, std::move(parts.content), parts.cue, parts.speaker, 0.93f});
      in_dialogue = true;
    } else if (in_dialogue && page.IsCapital(reply.begin) && page.IsSign(reply.end - 1, Sign::kStop)) {
      const Range content = page.Trim(reply);
      if (page.CountWords(content) > 0) out->push_back({Rule::kDialogue, Kind::kDirect, {content}, nullptr, {}, 0.55f});
    }
  }
}

}  // namespace lector::quotes
