#include "daemon/text/layer_provider.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "daemon/text/document.h"

namespace lector::text {
namespace {

class NoProvider : public LayerProvider {
 public:
  explicit NoProvider(uint32_t layer) : layer_(layer) {}
  uint32_t layer() const override { return layer_; }
  Result<std::unique_ptr<Layer>> Compute(const Document&, const Stop&) const override {
    return Status(Code::kInternal, "not used");
  }

 private:
  const uint32_t layer_;
};

std::unique_ptr<LayerProvider> Morph() { return std::make_unique<NoProvider>(LECTOR_LAYER_MORPH); }

// What the linked registry is given; a registrar is a plain function.
std::string given_data_dir;
const LayerRegistrar kRegistrar([](LayerRegistry& registry, const LayerResources& resources) {
  given_data_dir = resources.data_dir;
  registry.Add(Morph(), "xx");
  registry.Explain(LECTOR_LAYER_SYNTAX, "xx", "the model is not installed");
});

TEST(LayerName, AndBack) {
  EXPECT_EQ(LayerName(LECTOR_LAYER_TOKENS), "lector.tokens/1");
  EXPECT_EQ(LayerName(LECTOR_LAYER_NAMES), "lector.names/1");
  for (uint32_t layer = 1; layer <= kLayerCount; ++layer) EXPECT_EQ(LayerByName(LayerName(layer)), layer);
  for (const uint32_t layer : {0u, kLayerCount + 1, ~0u}) EXPECT_EQ(LayerName(layer), "");
  for (const char* name : {"", "lector.tokens", "lector.tokens/2", "tokens"}) EXPECT_EQ(LayerByName(name), 0u) << name;
}

TEST(LayerRegistry, FindsTheNearestLanguage) {
  LayerRegistry registry;
  EXPECT_FALSE(registry.Has(LECTOR_LAYER_MORPH));
  registry.Add(Morph(), "ru");
  EXPECT_TRUE(registry.Has(LECTOR_LAYER_MORPH));
  const LayerProvider* russian = registry.Find(LECTOR_LAYER_MORPH, "ru");
  ASSERT_NE(russian, nullptr);
  EXPECT_EQ(registry.Find(LECTOR_LAYER_MORPH, "ru-RU"), russian);
  EXPECT_EQ(registry.Find(LECTOR_LAYER_MORPH, "RU"), russian);
  EXPECT_EQ(registry.Find(LECTOR_LAYER_MORPH, "rue"), nullptr);
  EXPECT_EQ(registry.Find(LECTOR_LAYER_MORPH, "en"), nullptr);
  EXPECT_EQ(registry.Find(LECTOR_LAYER_SYNTAX, "ru"), nullptr);

  registry.Add(Morph(), "*");
  EXPECT_EQ(registry.Find(LECTOR_LAYER_MORPH, "ru"), russian);
  EXPECT_NE(registry.Find(LECTOR_LAYER_MORPH, "en"), nullptr);
  EXPECT_NE(registry.Find(LECTOR_LAYER_MORPH, ""), nullptr);
}

TEST(LayerRegistry, SaysWhatIsMissing) {
  LayerRegistry registry;
  const Status none = registry.Missing(LECTOR_LAYER_MORPH, "ru");
  EXPECT_EQ(none.code(), Code::kNotFound);
  EXPECT_EQ(none.message(), "no provider of lector.morph/1 for 'ru' is installed");

  registry.Explain(LECTOR_LAYER_MORPH, "ru", "the dictionary is not installed, run the set-up");
  const Status explained = registry.Missing(LECTOR_LAYER_MORPH, "ru-RU");
  EXPECT_EQ(explained.code(), Code::kUnavailable);
  EXPECT_NE(explained.message().find("run the set-up"), std::string::npos);
  EXPECT_EQ(registry.Missing(LECTOR_LAYER_MORPH, "en").code(), Code::kNotFound);
  EXPECT_EQ(registry.Missing(99, "ru").message(), "there is no layer 99");
}

TEST(LayerRegistry, DescribesWhatIsMissingInALineAReason) {
  LayerRegistry registry;
  EXPECT_TRUE(registry.DescribeMissing().empty());
  registry.Explain(LECTOR_LAYER_NAMES, "ru", "no model");
  registry.Explain(LECTOR_LAYER_SYNTAX, "ru", "no model");
  registry.Explain(kModelTags, "ru", "no model");  // internal: nobody knows it
  registry.Explain(LECTOR_LAYER_MORPH, "ru", "no dictionary");
  EXPECT_EQ(registry.DescribeMissing(), (std::vector<std::string>{"without lector.morph/1 for 'ru': no dictionary",
                                                                  "without lector.syntax/1, lector.names/1 for 'ru': no model"}));
}

class NoInflector : public Inflector {
 public:
  Result<std::string> Inflect(const Document&, uint32_t, uint32_t, uint64_t, const Stop&) const override {
    return Status(Code::kInternal, "not used");
  }
};

// A registry with a dictionary and a model for "ru", which count how often they are opened.
class DeferredLayersTest : public ::testing::Test {
 protected:
  DeferredLayersTest() {
    registry_.Defer({"ru", {LECTOR_LAYER_MORPH}, {kModelTags}}, [this](LayerRegistry& registry) {
      ++dictionaries_opened_;
      registry.Add(Morph(), "ru");
      registry.AddInflector(std::make_unique<NoInflector>(), "ru");
      return Status();
    });
    registry_.Defer({"ru", {kModelTags, LECTOR_LAYER_NAMES}, {}}, [this](LayerRegistry& registry) {
      ++models_opened_;
      if (!model_is_sound_) return Status(Code::kFailedPrecondition, "the model is damaged");
      registry.Add(std::make_unique<NoProvider>(kModelTags), "ru");
      registry.Add(std::make_unique<NoProvider>(LECTOR_LAYER_NAMES), "ru");
      return Status();
    });
  }

  LayerRegistry registry_;
  bool model_is_sound_ = true;
  std::atomic<int> dictionaries_opened_ = 0, models_opened_ = 0;
};

TEST_F(DeferredLayersTest, NothingIsOpenedForWhatNobodyNeeds) {
  EXPECT_EQ(registry_.Find(LECTOR_LAYER_MORPH, "en"), nullptr);
  EXPECT_EQ(registry_.Find(LECTOR_LAYER_TOKENS, "ru"), nullptr);
  EXPECT_EQ(registry_.FindInflector("en"), nullptr);
  EXPECT_FALSE(registry_.Has(LECTOR_LAYER_SYNTAX));
  EXPECT_EQ(registry_.Missing(LECTOR_LAYER_MORPH, "en").reason(), "NO_PROVIDER");
  registry_.Prepare(0);
  registry_.Prepare(1u << LECTOR_LAYER_TOKENS | 1u << LECTOR_LAYER_SYNTAX);
  model_is_sound_ = false;
  EXPECT_TRUE(registry_.AllMissing().empty());
  EXPECT_EQ(dictionaries_opened_ + models_opened_, 0);
}

TEST_F(DeferredLayersTest, TheFirstAskOpensAndTheNextFindsTheSame) {
  const LayerProvider* const names = registry_.Find(LECTOR_LAYER_NAMES, "ru-RU");
  EXPECT_NE(names, nullptr);
  EXPECT_EQ(registry_.Find(LECTOR_LAYER_NAMES, "ru"), names);
  EXPECT_NE(registry_.Find(kModelTags, "ru"), nullptr);
  EXPECT_EQ(models_opened_, 1);
  EXPECT_EQ(dictionaries_opened_, 0);
  EXPECT_NE(registry_.FindInflector("ru"), nullptr);  // comes with the dictionary
  EXPECT_TRUE(registry_.Has(LECTOR_LAYER_MORPH));
  EXPECT_EQ(dictionaries_opened_, 1);
}

TEST_F(DeferredLayersTest, ManyThreadsOpenItOnce) {
  std::vector<const LayerProvider*> found(8, nullptr);
  {
    std::vector<std::jthread> threads;
    for (const LayerProvider*& provider : found)
      threads.emplace_back([&] { provider = registry_.Find(LECTOR_LAYER_NAMES, "ru"); });
    threads.emplace_back([&] { registry_.Prepare(1u << LECTOR_LAYER_MORPH); });
    threads.emplace_back([&] { EXPECT_TRUE(registry_.DescribeMissing().empty()); });  // looks on, at any moment
  }
  EXPECT_EQ(models_opened_, 1);
  EXPECT_EQ(dictionaries_opened_, 1);
  EXPECT_NE(found[0], nullptr);
  for (const LayerProvider* provider : found) EXPECT_EQ(provider, found[0]);
}

TEST_F(DeferredLayersTest, PrepareOpensWhatALayerReadsToo) {
  registry_.Prepare(1u << LECTOR_LAYER_NAMES);
  EXPECT_EQ(models_opened_, 1);
  EXPECT_EQ(dictionaries_opened_, 0);

  LayerRegistry other = std::move(registry_);
  other.Prepare(1u << LECTOR_LAYER_MORPH);
  EXPECT_EQ(dictionaries_opened_, 1);
  EXPECT_EQ(models_opened_, 1);
}

TEST_F(DeferredLayersTest, PrepareOpensTheModelOfTheTagsThatMorphologyReads) {
  registry_.Prepare(1u << LECTOR_LAYER_MORPH);
  EXPECT_EQ(models_opened_, 1);
}

TEST_F(DeferredLayersTest, WhatCannotBeOpenedIsMissingWithItsReason) {
  model_is_sound_ = false;
  EXPECT_EQ(registry_.Find(LECTOR_LAYER_NAMES, "ru"), nullptr);
  EXPECT_EQ(registry_.Missing(LECTOR_LAYER_NAMES, "ru").message(), "lector.names/1 for 'ru': the model is damaged");
  EXPECT_EQ(registry_.Missing(kModelTags, "ru").code(), Code::kUnavailable);
  EXPECT_FALSE(registry_.Has(LECTOR_LAYER_NAMES));
  EXPECT_EQ(registry_.DescribeMissing(), std::vector<std::string>{"without lector.names/1 for 'ru': the model is damaged"});
  registry_.Add(std::make_unique<NoProvider>(LECTOR_LAYER_NAMES), "*");
  EXPECT_NE(registry_.Find(LECTOR_LAYER_NAMES, "ru"), nullptr) << "one for every language stands in";
  EXPECT_EQ(models_opened_, 1);
}

TEST(LayerRegistry, LinkedHasTheNeutralLayersAndWhatWasRegistered) {
  const LayerRegistry registry = LayerRegistry::Linked({.data_dir = "some/dir"});
  EXPECT_EQ(given_data_dir, "some/dir");
  for (const uint32_t layer : {LECTOR_LAYER_TOKENS, LECTOR_LAYER_SENTENCES, LECTOR_LAYER_PARAGRAPHS}) {
    EXPECT_NE(registry.Find(layer, "ru"), nullptr);
    EXPECT_NE(registry.Find(layer, "und"), nullptr);
  }
  EXPECT_NE(registry.Find(LECTOR_LAYER_MORPH, "xx"), nullptr);
  EXPECT_EQ(registry.Missing(LECTOR_LAYER_SYNTAX, "xx").code(), Code::kUnavailable);
}

}  // namespace
}  // namespace lector::text
