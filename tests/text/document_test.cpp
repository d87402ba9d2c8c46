#include "daemon/text/document.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

namespace lector::text {
namespace {

using Function = std::function<Result<std::unique_ptr<Layer>>(const Document&, const Stop&)>;

class FakeLayer : public Layer {
 public:
  const void* view() const override { return this; }
};

class FakeProvider : public LayerProvider {
 public:
  FakeProvider(uint32_t layer, Function compute) : layer_(layer), compute_(std::move(compute)) {}
  uint32_t layer() const override { return layer_; }
  Result<std::unique_ptr<Layer>> Compute(const Document& document, const Stop& stop) const override {
    return compute_(document, stop);
  }

 private:
  const uint32_t layer_;
  const Function compute_;
};

LayerRegistry RegistryOf(uint32_t layer, Function compute) {
  LayerRegistry registry;
  registry.Add(std::make_unique<FakeProvider>(layer, std::move(compute)), "*");
  return registry;
}

std::unique_ptr<Document> Make(Document::Source source, const LayerRegistry& registry) {
  Result<std::unique_ptr<Document>> document = Document::Create(std::move(source), registry);
  EXPECT_TRUE(document.ok()) << document.status().ToString();
  return *std::move(document);
}

std::string Str(lector_str view) { return std::string(view.data, view.size); }

TEST(Document, GivesWhatItWasMadeOf) {
  const LayerRegistry registry;
  const auto document = Make(
      {.text = "Привет", .language = "ru-RU", .uri = "http://a/b", .title = "Заголовок", .publish_date = "2025-11-26"}, registry);
  const lector_doc_info& info = document->info();
  EXPECT_EQ(info.size, sizeof(lector_doc_info));
  EXPECT_EQ(Str(info.text), "Привет");
  EXPECT_EQ(Str(info.language), "ru-RU");
  EXPECT_EQ(Str(info.uri), "http://a/b");
  EXPECT_EQ(Str(info.title), "Заголовок");
  EXPECT_EQ(Str(info.publish_date), "2025-11-26");
  EXPECT_EQ(info.text.data, document->text().data());
}

TEST(Document, DetectsTheLanguageThatIsNotGiven) {
  const LayerRegistry registry;
  EXPECT_EQ(Make({.text = "Привет всем"}, registry)->language(), "ru");
  EXPECT_EQ(Str(Make({.text = "12345"}, registry)->info().language), "und");
}

TEST(Document, NeverChangesTheText) {
  const LayerRegistry registry;
  const std::string text = "\uFEFFи\u0306 \r\n\t fi\uFB01 ";
  EXPECT_EQ(Make({.text = text}, registry)->text(), text);
}

TEST(Document, RefusesInvalidUtf8AndNamesTheField) {
  const LayerRegistry registry;
  const Status status = Document::Create({.text = "abc\xFF"}, registry).status();
  EXPECT_EQ(status.code(), Code::kInvalidArgument);
  EXPECT_EQ(status.reason(), "INVALID_UTF8");
  EXPECT_EQ(status.field(), "document.text");
  EXPECT_NE(status.message().find("0xFF at offset 3"), std::string::npos);
  EXPECT_EQ(Document::Create({.text = "abc", .title = "\xFF"}, registry).status().field(), "document.title");
  EXPECT_EQ(Document::Create({.text = "abc", .uri = "\xFF"}, registry).status().field(), "document.uri");
}

TEST(Document, ComputesALayerOnceForManyThreads) {
  std::atomic<int> computed = 0;
  const LayerRegistry registry = RegistryOf(LECTOR_LAYER_MORPH, [&](const Document&, const Stop&) {
    ++computed;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return std::unique_ptr<Layer>(std::make_unique<FakeLayer>());
  });
  const auto document = Make({.text = "Привет"}, registry);
  std::vector<const void*> views(8, nullptr);
  std::vector<std::thread> threads;
  const Stop stop;
  for (const void*& view : views) {
    threads.emplace_back([&document, &stop, &view] {
      const Result<const void*> layer = document->GetLayer(LECTOR_LAYER_MORPH, stop);
      if (layer.ok()) view = *layer;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(computed, 1);
  EXPECT_NE(views[0], nullptr);
  EXPECT_EQ(views, std::vector<const void*>(8, views[0]));
}

TEST(Document, ALayerMayUseAnother) {
  LayerRegistry registry = LayerRegistry::Linked({});
  registry.Add(std::make_unique<FakeProvider>(LECTOR_LAYER_MORPH,
                                              [](const Document& document, const Stop& stop) -> Result<std::unique_ptr<Layer>> {
                                                const auto tokens = document.Get<lector_tokens>(LECTOR_LAYER_TOKENS, stop);
                                                if (!tokens.ok()) return tokens.status();
                                                EXPECT_EQ((*tokens)->count, 2u);
                                                return std::unique_ptr<Layer>(std::make_unique<FakeLayer>());
                                              }),
               "ru");
  const auto document = Make({.text = "Привет всем", .language = "ru"}, registry);
  EXPECT_TRUE(document->GetLayer(LECTOR_LAYER_MORPH, Stop()).ok());
}

TEST(Document, KeepsALastingError) {
  int computed = 0;
  const LayerRegistry registry =
      RegistryOf(LECTOR_LAYER_MORPH, [&](const Document&, const Stop&) -> Result<std::unique_ptr<Layer>> {
        ++computed;
        return Status(Code::kUnavailable, "the dictionary is broken");
      });
  const auto document = Make({.text = "Привет"}, registry);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(document->GetLayer(LECTOR_LAYER_MORPH, Stop()).status().message(), "the dictionary is broken");
  }
  EXPECT_EQ(computed, 1);
}

TEST(Document, ForgetsThatItWasStopped) {
  for (const Code code : {Code::kCancelled, Code::kDeadlineExceeded}) {
    int computed = 0;
    const LayerRegistry registry =
        RegistryOf(LECTOR_LAYER_MORPH, [&](const Document&, const Stop&) -> Result<std::unique_ptr<Layer>> {
          if (++computed == 1) return Status(code, "stopped");
          return std::unique_ptr<Layer>(std::make_unique<FakeLayer>());
        });
    const auto document = Make({.text = "Привет"}, registry);
    EXPECT_EQ(document->GetLayer(LECTOR_LAYER_MORPH, Stop()).status().code(), code);
    EXPECT_TRUE(document->GetLayer(LECTOR_LAYER_MORPH, Stop()).ok());
    EXPECT_EQ(computed, 2);
  }
}

TEST(Document, AStoppedAskStartsNothingButGetsWhatIsThere) {
  const LayerRegistry registry = LayerRegistry::Linked({});
  const auto document = Make({.text = "Привет"}, registry);
  Stop cancelled;
  cancelled.Cancel();
  EXPECT_EQ(document->GetLayer(LECTOR_LAYER_TOKENS, cancelled).status().code(), Code::kCancelled);
  EXPECT_EQ(document->GetLayer(LECTOR_LAYER_TOKENS, Stop(1)).status().code(), Code::kDeadlineExceeded);
  EXPECT_TRUE(document->GetLayer(LECTOR_LAYER_TOKENS, Stop()).ok());
  EXPECT_TRUE(document->GetLayer(LECTOR_LAYER_TOKENS, cancelled).ok());
}

TEST(Document, SaysWhatNobodyProvides) {
  const LayerRegistry registry = LayerRegistry::Linked({});
  const auto document = Make({.text = "Привет"}, registry);
  EXPECT_EQ(document->GetLayer(LECTOR_LAYER_MORPH, Stop()).status().code(), Code::kNotFound);
  EXPECT_EQ(document->GetLayer(0, Stop()).status().code(), Code::kNotFound);
  EXPECT_EQ(document->GetLayer(99, Stop()).status().code(), Code::kNotFound);
}

TEST(Document, AProviderThatGivesNothingIsAnInternalError) {
  const LayerRegistry registry =
      RegistryOf(LECTOR_LAYER_MORPH,
                 [](const Document&, const Stop&) -> Result<std::unique_ptr<Layer>> { return std::unique_ptr<Layer>(); });
  EXPECT_EQ(Make({.text = "Привет"}, registry)->GetLayer(LECTOR_LAYER_MORPH, Stop()).status().code(), Code::kInternal);
}

TEST(Document, NeutralLayersAreConsistentStructs) {
  const LayerRegistry registry = LayerRegistry::Linked({});
  const std::string text = "Заголовок\n\nПервое. Второе, 5%.";
  const auto document = Make({.text = text}, registry);
  const auto tokens = document->Get<lector_tokens>(LECTOR_LAYER_TOKENS, Stop());
  const auto sentences = document->Get<lector_spans>(LECTOR_LAYER_SENTENCES, Stop());
  const auto paragraphs = document->Get<lector_spans>(LECTOR_LAYER_PARAGRAPHS, Stop());
  ASSERT_TRUE(tokens.ok() && sentences.ok() && paragraphs.ok());
  EXPECT_EQ((*tokens)->size, sizeof(lector_tokens));
  EXPECT_EQ((*sentences)->size, sizeof(lector_spans));
  EXPECT_EQ((*tokens)->count, 8u);
  EXPECT_EQ((*sentences)->count, 3u);
  EXPECT_EQ((*paragraphs)->count, 2u);
  EXPECT_EQ((*paragraphs)->span[1].end, text.size());
}

}  // namespace
}  // namespace lector::text
