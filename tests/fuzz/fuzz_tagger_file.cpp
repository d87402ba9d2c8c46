// Damaged tagger.ru.bin: what is accepted is then used by all three models.
#include "daemon/text/model_tags.h"
#include "daemon/text/ru/tagger_layers.h"
#include "tests/fuzz/fuzz.h"

namespace lector::text::ru {
namespace {

constexpr char kText[] =
    "МОСКВА, 26 ноя. Президент Киргизии Садыр Жапаров встретился с Ангелой Меркель в г. Нью-Йорке: «iPhone-15 стоит 5,5 $» ... "
    "№1!\n"
    "Σας İ ΑΣ 😀 неслово-неслово";

bool Use(const std::string& path) {
  Result<std::unique_ptr<TaggerFile>> file = TaggerFile::Open(path);
  if (!file.ok()) return false;
  LayerRegistry registry = LayerRegistry::Linked({});
  AddTaggerLayers(std::make_shared<Tagger>(*std::move(file)), registry);
  const auto document = Document::Create({.text = kText, .language = "ru"}, registry);
  const Stop stop;
  uint64_t sum = 0;
  if (const auto names = (*document)->Get<lector_names>(LECTOR_LAYER_NAMES, stop); names.ok())
    for (uint32_t i = 0; i < (*names)->count; ++i) sum += (*names)->span[i].begin + (*names)->type[i];
  if (const auto syntax = (*document)->Get<lector_syntax>(LECTOR_LAYER_SYNTAX, stop); syntax.ok())
    for (uint32_t i = 0; i < (*syntax)->count; ++i) sum += (*syntax)->head[i] + (*syntax)->relation[i];
  if (const auto tags = (*document)->Get<ModelTags>(kModelTags, stop); tags.ok())
    for (size_t i = 0; i < (*tags)->tag.size(); ++i) sum += (*tags)->Of(i).upos;
  return sum != 0;
}

}  // namespace
}  // namespace lector::text::ru

int main(int argc, char** argv) { return lector::fuzz::Main(argc, argv, lector::text::ru::Use); }
