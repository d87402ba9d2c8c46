// natasha (PyPI): the Slovnet news models and the Navec embedding they share, into tagger.ru.bin.
//
// What the files hold: docs/document-model.md, "Sources of the models". Everything that does not depend on the text is worked
// out here: matrices are laid out as the kernels read them, batch normalisation becomes a scale and a shift.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "daemon/models/compile.h"
#include "daemon/models/tagger_embedding.h"
#include "daemon/models/tagger_encoder.h"
#include "daemon/models/tagger_packing.h"
#include "daemon/text/ru/kernels.h"
#include "daemon/text/ru/tagger_format.h"
#include "daemon/text/universal_dependencies.h"

namespace lector::models {
namespace {

using namespace text::ru;  // NOLINT(google-build-using-namespace): the format is what this file is about

using Names = std::vector<std::string_view>;

constexpr char kData[] = "natasha/data/";
constexpr char kLicence[] = "natasha-1.6.0.dist-info/LICENSE";

// A projection out of the encoder: array `number` is rows x columns, the bias follows it.
struct Projection {
  Floats weight, bias;
};
Projection GetProjection(Arrays& arrays, int number, size_t columns) {
  return {arrays.Get(number, kHidden3 * columns), arrays.Get(number + 1, columns)};
}

// Works the encoder's last normalisation into what reads it, but for `taken` of its scale.
void WorkIn(const Normalisation& last, const Floats& taken, Projection* head) {
  const size_t columns = head->bias.size();
  for (size_t column = 0; column < columns; ++column) {
    double bias = head->bias[column];
    for (size_t row = 0; row < kHidden3; ++row) {
      float& weight = head->weight[row * columns + column];
      bias += weight * last.shift[row];
      weight = static_cast<float>(weight * last.scale[row] / taken[row]);
    }
    head->bias[column] = static_cast<float>(bias);
  }
}

void AddLinearHead(const std::string& model, const Normalisation& last, Projection head, text::ModelFileWriter& out) {
  const size_t columns = head.bias.size();
  WorkIn(last, Floats(kHidden3, 1), &head);
  out.Add(model + ".head",
          Pack(kHidden3, columns, [&](size_t row, size_t column) { return head.weight[row * columns + column]; }));
  out.Add(model + ".head.bias", PadToPanel(head.bias));
}

// In whole numbers: the encoder's numbers are scaled first, which makes them alike in size.
void AddWholeHead(const std::string& model, const Normalisation& last, Projection head, text::ModelFileWriter& out) {
  Floats scale;
  for (const double value : last.scale) scale.push_back(static_cast<float>(std::max(std::abs(value), 1e-9)));
  WorkIn(last, scale, &head);
  const WholeMatrix matrix = PackWhole(head.weight, head.bias.size(), std::vector<double>(kHidden3, kWholeRange));
  Floats factors(Panels(head.bias.size()) * kPanel);
  std::copy(matrix.steps.begin(), matrix.steps.end(), factors.begin());
  out.Add(model + ".scale", scale);
  out.Add(model + ".head", matrix.panels);
  out.Add(model + ".head.factor", factors);
  out.Add(model + ".head.bias", PadToPanel(head.bias));
}

Floats Project(const Floats& input, const Projection& projection) {
  const size_t columns = projection.bias.size();
  Floats out(columns);
  for (size_t column = 0; column < columns; ++column) {
    double sum = projection.bias[column];
    for (size_t row = 0; row < kHidden3; ++row) sum += double{input[row]} * projection.weight[row * columns + column];
    out[column] = static_cast<float>(std::max(sum, 0.0));
  }
  return out;
}

void AddSyntaxHeads(Arrays& arrays, size_t relations, text::ModelFileWriter& out) {
  const Projection parts[] = {GetProjection(arrays, 19, kArc), GetProjection(arrays, 21, kArc), GetProjection(arrays, 27, kArc),
                              GetProjection(arrays, 25, kArc)};
  Projection all = {Floats(kHidden3 * 4 * kArc), {}};
  for (size_t part = 0; part < 4; ++part) {
    for (size_t i = 0; i < kHidden3 * kArc; ++i) all.weight[i / kArc * 4 * kArc + part * kArc + i % kArc] = parts[part].weight[i];
    all.bias.insert(all.bias.end(), parts[part].bias.begin(), parts[part].bias.end());
  }
  AddWholeHead("syntax", GetNormalisation(arrays, 3), all, out);
  Floats roots = Project(arrays.Get(23, kHidden3), parts[1]);
  const Floats relation_root = Project(arrays.Get(29, kHidden3), parts[3]);
  roots.insert(roots.end(), relation_root.begin(), relation_root.end());
  out.Add("syntax.roots", roots);
  const Floats arcs = arrays.Get(24, kArc * kArc), kernel = arrays.Get(30, kArc * relations * kArc);
  out.Add("syntax.arcs", Pack(kArc, kArc, [&](size_t row, size_t column) { return arcs[row * kArc + column]; }));
  // Sums over the tails, up to kWholeRange each, fit 32 bits.
  constexpr double kLargest = std::numeric_limits<int32_t>::max() / (kWholeRange + 1.0) / kArc - 1;
  std::vector<int16_t> pairs(kArc * kArc * kRelationRow);
  Floats factors(kRelationRow), start(kRelationRow, std::numeric_limits<float>::lowest());
  for (size_t relation = 0; relation < relations; ++relation) {
    const auto at = [&](size_t head, size_t tail) -> double { return kernel[(head * relations + relation) * kArc + tail]; };
    double largest = 1e-9;
    for (size_t i = 0; i < kArc * kArc; ++i) largest = std::max(largest, std::abs(at(i / kArc, i % kArc)));
    for (size_t head = 0; head < kArc; ++head)
      for (size_t tail = 0; tail < kArc; ++tail)
        pairs[((head * kArc + tail) / 2 * kRelationRow + relation) * 2 + tail % 2] = Whole(at(head, tail) / largest * kLargest);
    factors[relation] = static_cast<float>(largest / kLargest);
    start[relation] = 0;
  }
  out.Add("syntax.relations.factor", factors);
  out.Add("syntax.relations.start", start);
  out.Add("syntax.relations", pairs);
}

Status AddNer(const Archive& tar, const Embedding& embedding, const Names& shapes, Arrays& arrays,
              text::ModelFileWriter& out) {
  const Result<std::string> tags = tar.GunzipText("vocabs/tag.gz");
  if (!tags.ok()) return tags.status();
  if (*tags != "<pad>\nO\nB-PER\nI-PER\nB-LOC\nI-LOC\nB-ORG\nI-ORG")
    return Status(Code::kFailedPrecondition, tar.name() + ": vocabs/tag.gz does not have the tags that are expected");
  AddEncoder(arrays, embedding, shapes, "ner", out);
  AddLinearHead("ner", GetNormalisation(arrays, 3), GetProjection(arrays, 19, kNerTags), out);
  out.Add("ner.transitions", arrays.Get(21, kNerTags * kNerTags));
  return Status();
}

Status AddMorph(const Archive& tar, const Embedding& embedding, const Names& shapes, Arrays& arrays,
                text::ModelFileWriter& out) {
  const Result<std::string> text = tar.GunzipText("vocabs/tag.gz");
  if (!text.ok()) return text.status();
  const std::vector<std::string_view> tags = Lines(*text);
  std::vector<uint8_t> upos;
  std::vector<uint64_t> feats;
  for (const std::string_view tag : tags) {
    const text::UdTag parsed = text::ParseUdTag(tag);
    upos.push_back(parsed.upos);
    feats.push_back(parsed.feats);
  }
  AddEncoder(arrays, embedding, shapes, "morph", out);
  AddWholeHead("morph", GetNormalisation(arrays, 3), GetProjection(arrays, 19, tags.size()), out);
  AddStrings("morph.tags", tags, out);
  out.Add("morph.upos", upos);
  out.Add("morph.feats", feats);
  return Status();
}

Status AddSyntax(const Archive& tar, const Embedding& embedding, const Names& shapes, Arrays& arrays,
                 text::ModelFileWriter& out) {
  const Result<std::string> text = tar.GunzipText("vocabs/rel.gz");
  if (!text.ok()) return text.status();
  std::vector<uint8_t> relation;
  for (const std::string_view name : Lines(*text)) relation.push_back(text::RelationByName(name));
  if (relation.size() > kRelationRow) return Status(Code::kFailedPrecondition, tar.name() + ": it has too many relations");
  AddEncoder(arrays, embedding, shapes, "syntax", out);
  AddSyntaxHeads(arrays, relation.size(), out);
  out.Add("syntax.relation", relation);
  return Status();
}

Status Compile(const Archive& wheel, text::ModelFileWriter& out) {
  const Result<Archive> navec = wheel.Nested(std::string(kData) + "emb/navec_news_v1_1B_250K_300d_100q.tar");
  if (!navec.ok()) return navec.status();
  const Result<Embedding> embedding = AddEmbedding(*navec, out);
  if (!embedding.ok()) return embedding.status();

  constexpr Status (*kAdd[])(const Archive&, const Embedding&, const Names&, Arrays&, text::ModelFileWriter&) = {AddNer, AddMorph,
                                                                                                                 AddSyntax};
  for (size_t model = 0; model < std::size(kModels); ++model) {
    const Result<Archive> tar = wheel.Nested(std::string(kData) + "model/slovnet_" + kModels[model] + "_news_v1.tar");
    if (!tar.ok()) return tar.status();
    const Result<std::string> shapes = tar->GunzipText("vocabs/shape.gz"), own_words = tar->GunzipText("vocabs/word.gz");
    if (!shapes.ok()) return shapes.status();
    if (!own_words.ok()) return own_words.status();
    if (*own_words != embedding->words || Lines(*shapes).size() != kShapes)
      return Status(Code::kFailedPrecondition, tar->name() + ": its words or shapes are not those of the embedding");
    if (model == 0) AddStrings("shapes", Lines(*shapes), out);
    Arrays arrays(*tar);
    if (Status status = kAdd[model](*tar, *embedding, Lines(*shapes), arrays, out); !status.ok()) return status;
    if (!arrays.status().ok()) return arrays.status();
  }
  return Status();
}

bool Wanted(std::string_view member) { return member == kLicence || (member.starts_with(kData) && member.ends_with(".tar")); }

Result<std::string> Notice(const Archive& wheel) {
  const auto licence = wheel.Member(kLicence);
  if (!licence.ok()) return licence.status();
  return "tagger.ru.bin is compiled from the Slovnet news models and the Navec embedding in natasha 1.6.0\n"
         "(https://pypi.org/project/natasha/1.6.0/, https://github.com/natasha). The terms of that package:\n\n" +
         std::string(reinterpret_cast<const char*>(licence->data()), licence->size());
}

}  // namespace

const Package kTaggerPackage = {"natasha",   "1.6.0",     "e12b130d05a0b4d2eb6442092ed5b5769a68a311c17f2095b1aa739fb8d6dc78",
                                kTaggerFile, kTaggerKind, kTaggerVersion,
                                Compile,     Wanted,      "Russian: names, syntax, morphology in context",
                                Notice};

}  // namespace lector::models
