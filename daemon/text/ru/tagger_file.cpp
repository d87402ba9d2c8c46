#include "daemon/text/ru/tagger_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace lector::text::ru {
namespace {

// Offsets of strings: from 0 to the end of the pool, never back.
bool AreOffsets(std::span<const uint32_t> begin, size_t pool) {
  return !begin.empty() && begin.front() == 0 && begin.back() == pool && std::is_sorted(begin.begin(), begin.end());
}

}  // namespace

Result<std::unique_ptr<TaggerFile>> TaggerFile::Open(const std::string& path) {
  Result<ModelFile> file = ModelFile::Map(path, kTaggerKind, kTaggerVersion);
  if (!file.ok()) return file.status();
  return Read(*std::move(file));
}

Result<std::unique_ptr<TaggerFile>> TaggerFile::Read(ModelFile file) {
  if (Status status = file.Check(); !status.ok()) return status;
  std::unique_ptr<TaggerFile> out(new TaggerFile(std::move(file)));
  if (Status status = out->ReadSections(); !status.ok()) return status;
  out->file_.ReleasePages();
  return out;
}

Status TaggerFile::ReadSections() {
  if (Status status = ReadVocabulary(); !status.ok()) return status;
  for (size_t model = 0; model < std::size(kModels); ++model)
    if (Status status = ReadEncoder(model); !status.ok()) return status;
  return ReadHeads();
}

Status TaggerFile::ReadVocabulary() {
  const Result<std::string_view> words = file_.Text("words");
  const auto begin = file_.Array<uint32_t>("words.begin", kWords + 1);
  const auto slots = file_.Array<WordSlot>("words.table");
  const auto codes = file_.Array<uint8_t>("codes", kWords * kParts);
  for (const Status& status : {words.status(), begin.status(), slots.status(), codes.status()})
    if (!status.ok()) return status;
  if (!AreOffsets(*begin, words->size())) return file_.Damaged("offsets of words are out of order");
  // A free slot is where a search that finds nothing ends.
  if (!std::has_single_bit(slots->size()) ||
      std::none_of(slots->begin(), slots->end(), [](const WordSlot& slot) { return slot.word == 0; }) ||
      std::any_of(slots->begin(), slots->end(), [](const WordSlot& slot) { return slot.word > kWords; })) {
    return file_.Damaged("the table of words is wrong");
  }
  words_ = *words;
  word_begin_ = *begin;
  slots_ = *slots;
  codes_ = *codes;
  std::vector<std::string_view> shapes;
  if (Status status = Strings("shapes", &shapes); !status.ok()) return status;
  if (shapes.size() != kShapes) return file_.Damaged("it has another number of shapes");
  shapes_.assign(shapes.begin(), shapes.end());
  const auto centroids = file_.Array<int16_t>("centroids", kParts * kCentroids * kCentroidStride);
  if (centroids.ok()) centroids_ = *centroids;
  return centroids.status();
}

Status TaggerFile::ReadEncoder(size_t model) {
  EncoderWeights& out = encoders_[model];
  const std::string name = kModels[model];
  out.word = {nullptr, nullptr, kWordDim, kTaps * kHidden1};
  out.conv2 = {nullptr, nullptr, nullptr, kHidden1, kHidden2};
  out.conv3 = {nullptr, nullptr, nullptr, kHidden2, kHidden3};
  Status statuses[] = {Ints(name + ".word", kWordDim * kTaps * kHidden1, &out.word.data),
                       Floats(name + ".word.factor", kTaps * kHidden1, &out.word.factors),
                       Ints(name + ".shape", kShapes * kTaps * kHidden1, &out.shapes),
                       Ints(name + ".conv2", kHidden1 * kTaps * kHidden2, &out.conv2.weights),
                       Floats(name + ".bias2", kEdges * kHidden2, &out.conv2.bias),
                       Floats(name + ".factor2", kHidden2, &out.conv2.factors),
                       Ints(name + ".conv3", kHidden2 * kTaps * kHidden3, &out.conv3.weights),
                       Floats(name + ".bias3", kEdges * kHidden3, &out.conv3.bias),
                       Floats(name + ".factor3", kHidden3, &out.conv3.factors)};
  for (Status& status : statuses)
    if (!status.ok()) return std::move(status);
  return Status();
}

Status TaggerFile::ReadHeads() {
  if (Status status = Strings("morph.tags", &morph_.tags); !status.ok()) return status;
  const size_t tags = morph_.tags.size();
  const auto upos = file_.Array<uint8_t>("morph.upos", tags), relation = file_.Array<uint8_t>("syntax.relation");
  const auto feats = file_.Array<uint64_t>("morph.feats", tags);
  for (const Status& status : {upos.status(), relation.status(), feats.status()})
    if (!status.ok()) return status;
  if (tags == 0 || tags > UINT16_MAX || relation->empty() || relation->size() > kRelationRow)
    return file_.Damaged("it has no tags or too many");
  if (std::any_of(upos->begin(), upos->end(), [](uint8_t value) { return value > LECTOR_UPOS_X; }))
    return file_.Damaged("a part of speech is out of range");
  morph_.head = {nullptr, nullptr, kHidden3, tags};
  syntax_.head = {nullptr, nullptr, kHidden3, 4 * kArc};
  const float* roots = nullptr;
  Status statuses[] = {Matrix("ner.head", kHidden3, kNerTags, &ner_.head),
                       Floats("ner.head.bias", kPanel, &ner_.bias),
                       Floats("ner.transitions", kNerTags * kNerTags, &ner_.transitions),
                       Ints("morph.head", PanelFloats(kHidden3, tags), &morph_.head.data),
                       Floats("morph.head.factor", Panels(tags) * kPanel, &morph_.head.factors),
                       Floats("morph.head.bias", Panels(tags) * kPanel, &morph_.bias),
                       Floats("morph.scale", kHidden3, &morph_.scale),
                       Ints("syntax.head", PanelFloats(kHidden3, 4 * kArc), &syntax_.head.data),
                       Floats("syntax.head.factor", 4 * kArc, &syntax_.head.factors),
                       Floats("syntax.head.bias", 4 * kArc, &syntax_.bias),
                       Floats("syntax.scale", kHidden3, &syntax_.scale),
                       Floats("syntax.roots", 2 * kArc, &roots),
                       Matrix("syntax.arcs", kArc, kArc, &syntax_.arcs),
                       Ints("syntax.relations", kArc * kArc * kRelationRow, &syntax_.relations.data),
                       Floats("syntax.relations.factor", kRelationRow, &syntax_.relations.factors),
                       Floats("syntax.relations.start", kRelationRow, &syntax_.relations.start)};
  for (Status& status : statuses)
    if (!status.ok()) return std::move(status);
  morph_.upos = *upos;
  morph_.feats = *feats;
  syntax_.head_root = roots;
  syntax_.relation_root = roots + kArc;
  syntax_.relation = *relation;
  return Status();
}

Status TaggerFile::Floats(const std::string& section, size_t count, const float** out) const {
  const auto array = file_.Array<float>(section, count);
  if (array.ok()) *out = array->data();
  return array.status();
}

Status TaggerFile::Ints(const std::string& section, size_t count, const int16_t** out) const {
  const auto array = file_.Array<int16_t>(section, count);
  if (array.ok()) *out = array->data();
  return array.status();
}

Status TaggerFile::Matrix(const std::string& section, size_t rows, size_t columns, PanelMatrix* out) const {
  *out = {nullptr, rows, columns};
  return Floats(section, PanelFloats(rows, columns), &out->data);
}

Status TaggerFile::Strings(const std::string& section, std::vector<std::string_view>* out) const {
  const Result<std::string_view> pool = file_.Text(section);
  if (!pool.ok()) return pool.status();
  const auto begin = file_.Array<uint32_t>(section + ".begin");
  if (!begin.ok()) return begin.status();
  if (!AreOffsets(*begin, pool->size())) return file_.Damaged("offsets of '" + section + "' are out of order");
  for (size_t i = 0; i + 1 < begin->size(); ++i) out->push_back(pool->substr((*begin)[i], (*begin)[i + 1] - (*begin)[i]));
  return Status();
}

void TaggerFile::ExpectSpelling(uint64_t hash) const {
  const WordSlot& slot = slots_[hash & (slots_.size() - 1)];
  if (slot.word != 0) __builtin_prefetch(&word_begin_[slot.word - 1]);
}

uint32_t TaggerFile::FindWord(std::string_view lower, uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  for (size_t at = hash & mask;; at = (at + 1) & mask) {
    const WordSlot& slot = slots_[at];
    if (slot.word == 0) return kUnknownWord;
    if (slot.check != static_cast<uint32_t>(hash >> 32)) continue;
    const uint32_t word = slot.word - 1, begin = word_begin_[word];
    if (words_.substr(begin, word_begin_[word + 1] - begin) == lower) return word;
  }
}

void TaggerFile::Embed(uint32_t word, int16_t* out) const {
  const uint8_t* const code = codes_.data() + size_t{word} * kParts;
  // Whole centroids: what stands behind one is written over by the next.
  for (size_t part = 0; part < kParts; ++part) {
    std::memcpy(out + part * kPartDim, centroids_.data() + (part * kCentroids + code[part]) * kCentroidStride,
                kCentroidStride * sizeof(int16_t));
  }
}

}  // namespace lector::text::ru
