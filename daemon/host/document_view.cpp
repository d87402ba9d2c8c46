#include "daemon/host/document_view.h"

#include <algorithm>

namespace lector::host {
namespace {

size_t SlotOfKind(uint32_t kind) { return kind == LECTOR_CUSTOM ? 4 : kind - LECTOR_ENTITY; }

bool Has(const Provides& types, const lector_record& record) {
  switch (record.kind) {
    case LECTOR_ENTITY:
      return types.entities;
    case LECTOR_MENTION:
      return types.mentions;
    case LECTOR_QUOTE:
      return types.quotes;
    case LECTOR_FIGURE:
      return types.figures;
    default: {
      const lector_str type = reinterpret_cast<const lector_custom&>(record).type;
      return std::binary_search(types.custom.begin(), types.custom.end(), std::string_view(type.data, type.size));
    }
  }
}

}  // namespace

Result<const void*> DocumentView::Layer(uint32_t layer) const {
  const std::string_view name = text::LayerName(layer);
  if (name.empty()) return Status(Code::kInvalidArgument, "there is no layer " + std::to_string(layer));
  if ((layers_ & (1u << layer)) == 0)
    return Status(Code::kFailedPrecondition, "the manifest neither requires nor uses " + std::string(name));
  if (Status stop = stop_.Check(); !stop.ok()) return stop;
  return document_.GetLayer(layer, stop_);
}

const std::vector<const lector_record*>& DocumentView::Records(uint32_t kind) const {
  static const std::vector<const lector_record*> kNone;
  if (kind != LECTOR_CUSTOM && (kind < LECTOR_ENTITY || kind > LECTOR_FIGURE)) return kNone;
  std::optional<std::vector<const lector_record*>>& slot = records_[SlotOfKind(kind)];
  if (!slot) {
    slot.emplace();
    for (const StoredRecord& stored : store_.all())
      if (stored.record != nullptr && stored.record->kind == kind &&
          std::binary_search(visible_.begin(), visible_.end(), stored.extractor) && Has(reads_, *stored.record))
        slot->push_back(stored.record);
    std::stable_sort(slot->begin(), slot->end(), [](const lector_record* a, const lector_record* b) {
      return a->span.begin != b->span.begin ? a->span.begin < b->span.begin : a->span.end > b->span.end;
    });
  }
  return *slot;
}

Result<lector_id> RecordSink::Emit(const lector_record* record) {
  if (!status_.ok()) return status_;
  Result<lector_id> id = store_.Emit(extractor_, provides_, record);
  if (id.ok()) ++count_;
  else status_ = id.status();
  return id;
}

}  // namespace lector::host
