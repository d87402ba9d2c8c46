#include "daemon/engine/result.h"

#include <algorithm>
#include <tuple>

namespace lector::engine {
namespace {

template <class T>
const T& As(const lector_record* record) {
  return *reinterpret_cast<const T*>(record);
}

// The entities that a record links to.
template <class F>
void ForEachEntityLink(const lector_record* record, F&& visit) {
  switch (record->kind) {
    case LECTOR_MENTION:
      visit(As<lector_mention>(record).entity);
      visit(As<lector_mention>(record).metonym_of);
      break;
    case LECTOR_QUOTE: visit(As<lector_quote>(record).speaker_entity); break;
    case LECTOR_FIGURE: visit(As<lector_figure>(record).subject); break;
    default: break;
  }
}

// For each annotation, the innermost quote with a content span that holds it. Annotations are sorted by begin, the longer
// first; so are the stretches of content, and a stack of those that are open holds the innermost at its top.
void LinkToQuotes(std::vector<Finding>& annotations) {
  struct Stretch {
    lector_span span;
    uint32_t quote;
  };
  std::vector<Stretch> stretches;
  for (const Finding& finding : annotations) {
    if (finding.record->kind != LECTOR_QUOTE) continue;
    const auto& quote = As<lector_quote>(finding.record);
    for (uint32_t i = 0; i < quote.content_count; ++i) stretches.push_back({quote.content[i], finding.id});
  }
  std::stable_sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::vector<Stretch> open;
  size_t next = 0;
  for (Finding& finding : annotations) {
    const lector_span span = finding.record->span;
    for (; next < stretches.size() && stretches[next].span.begin <= span.begin; ++next) open.push_back(stretches[next]);
    while (!open.empty() && open.back().span.end <= span.begin) open.pop_back();
    for (size_t i = open.size(); i-- > 0;) {
      if (open[i].span.end < span.end || open[i].quote == finding.id) continue;  // also one that is over, under a longer one
      finding.quote_id = open[i].quote;
      break;
    }
  }
}

}  // namespace

void Analysis::Finish(float min_confidence) {
  const std::vector<host::StoredRecord>& all = store->all();
  std::vector<uint32_t> first_mention(all.size() + 1, UINT32_MAX);  // of entities, by record id: where first linked to
  std::vector<char> linked(all.size() + 1, 0);

  for (const host::StoredRecord& stored : all) {
    if (stored.record == nullptr || stored.record->kind == LECTOR_ENTITY || !plan->steps[stored.extractor].reported) continue;
    annotations.push_back({stored.record, plan->steps[stored.extractor].extractor, 0});
    ForEachEntityLink(stored.record, [&](lector_id id) {
      linked[id] = 1;
      if (stored.record->kind == LECTOR_MENTION) first_mention[id] = std::min(first_mention[id], stored.record->span.begin);
    });
  }
  // An entity of an extractor that was not asked for is there when something that was asked for links to it.
  for (const host::StoredRecord& stored : all) {
    if (stored.record == nullptr || stored.record->kind != LECTOR_ENTITY) continue;
    if (plan->steps[stored.extractor].reported || linked[stored.record->id])
      entities.push_back({stored.record, plan->steps[stored.extractor].extractor, 0});
  }

  std::stable_sort(entities.begin(), entities.end(), [&](const Finding& a, const Finding& b) {
    return std::tuple(first_mention[a.record->id], a.record->id) < std::tuple(first_mention[b.record->id], b.record->id);
  });
  std::stable_sort(annotations.begin(), annotations.end(), [](const Finding& a, const Finding& b) {
    const lector_record &x = *a.record, &y = *b.record;
    return std::tuple(x.span.begin, UINT32_MAX - x.span.end, x.kind, a.extractor->index, x.id) <
           std::tuple(y.span.begin, UINT32_MAX - y.span.end, y.kind, b.extractor->index, y.id);
  });

  answer_id.assign(all.size() + 1, 0);
  uint32_t next = 0;
  for (std::vector<Finding>* findings : {&entities, &annotations})
    for (Finding& finding : *findings) answer_id[finding.record->id] = finding.id = ++next;
  std::erase_if(annotations, [&](const Finding& finding) {
    const bool below = finding.record->confidence != 0 && finding.record->confidence < min_confidence;
    if (below) answer_id[finding.record->id] = 0;
    return below;
  });
  LinkToQuotes(annotations);
}

}  // namespace lector::engine
