#include "daemon/text/model_tokens.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "daemon/text/document.h"
#include "tests/text/text_testing.h"

namespace lector::text {
namespace {

std::string Cut(std::string_view text) {
  const ModelTokenRows rows = *CutModelTokens(text, Stop());
  std::string out;
  for (size_t i = 0; i < rows.begin.size(); ++i) {
    out += (i == 0 ? "" : "¦") + std::string(text.substr(rows.begin[i], rows.end[i] - rows.begin[i]));
  }
  return out;
}

// Every expectation was made by razdel 0.5.0; tools/compare_tokens.py compares on any text.
TEST(ModelTokens, AreThoseOfRazdel) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {" \n", ""},
      {"МОСКВА, 26 ноя — РИА Новости.", "МОСКВА¦,¦26¦ноя¦—¦РИА¦Новости¦."},
      {"Кое-что из-за Ростова-на-Дону", "Кое-что¦из-за¦Ростова-на-Дону"},
      {"рост на 4,1% до 1 800 000 руб. в 2024 г.", "рост¦на¦4,1¦%¦до¦1¦800¦000¦руб¦.¦в¦2024¦г¦."},
      {"26.11.2025, 1941-1945 и 1/2", "26.11.2025,¦1941-1945¦и¦1/2"},
      {"т. е. и т.д.", "т¦.¦е¦.¦и¦т¦.¦д¦."},
      {"«Спартак» (Москва)", "«¦Спартак¦»¦(¦Москва¦)"},
      {"don't, O’Neil", "don¦'¦t¦,¦O¦’¦Neil"},
      {"Что?! Да... Ну…", "Что¦?!¦Да¦...¦Ну¦…"},
      {":) =(( ;-) :))))", ":)¦=((¦;¦-¦)¦:)))¦)"},
      {"-- *** ---", "--¦***¦---"},
      {"user_name @user #тег", "user_name¦@¦user¦#¦тег"},
      {"Yahoo! и yahoo! и google!", "Yahoo!¦и¦yahoo!¦и¦google¦!"},
      {"ΔP Δσ mβж 5β", "ΔP¦Δσ¦mβж¦5¦β"},
      {"USD60 млн, 5kg, COVID-19, Ту-154М", "USD¦60¦млн¦,¦5¦kg¦,¦COVID-19¦,¦Ту-154¦М"},
      {"iPhone15 {x}", "iPhone¦15¦{x¦}"},
      {"сло\u00ADво и\u0306од", "сло\u00ADво¦и\u0306од"},
      {"https://a-b.ru/x?y=1", "https¦:¦/¦/¦a-b¦.¦ru¦/¦x¦?¦y¦=¦1"},
      {"😀👍🏽ок", "😀👍🏽ок"},
      {"№5 а,б 1,б", "№¦5¦а¦,¦б¦1¦,¦б"},
  };
  for (const auto& [text, tokens] : cases) EXPECT_EQ(Cut(text), tokens);
}

// The quirk: around a dash the far atom counts even when spaces lie between.
TEST(ModelTokens, AHyphenSticksToItsWordThoughASpaceFollows) {
  EXPECT_EQ(Cut("в «а -б» и 5- 6"), "в¦«¦а¦-б¦»¦и¦5-¦6");
  EXPECT_EQ(Cut("-а"), "-¦а");
}

std::unique_ptr<Document> Make(const LayerRegistry& registry, std::string text) {
  return *Document::Create({.text = std::move(text), .language = "ru"}, registry);
}

TEST(ModelTokens, AreAnInternalLayer) {
  const LayerRegistry registry = LayerRegistry::Linked({});
  EXPECT_EQ(LayerName(kModelTokens), "");
  EXPECT_NE(registry.Find(kModelTokens, "ru"), nullptr);
  EXPECT_EQ(registry.Missing(kModelTags, "xx").message(), "no provider of the models' tags for 'xx' is installed");
}

TEST(ModelTokens, KnowTheirPublicTokens) {
  const LayerRegistry registry = LayerRegistry::Linked({});
  const auto document = Make(registry, "26.11.2025 don't \u200B 1 800");
  // public: 26 . 11 . 2025 don't 1_800; model: 26.11.2025 don ' t ZWSP 1 800
  const ModelTokens& tokens = **document->Get<ModelTokens>(kModelTokens, Stop());
  EXPECT_EQ(std::vector<uint32_t>(tokens.token.begin(), tokens.token.end()), (std::vector<uint32_t>{0, 5, 5, 5, kNoToken, 6, 6}));
  EXPECT_EQ(std::vector<uint32_t>(tokens.first_of_token.begin(), tokens.first_of_token.end()),
            (std::vector<uint32_t>{0, 0, 0, 0, 0, 1, 5}));
}

TEST(ModelTokens, EveryPublicTokenHasOne) {
  constexpr std::string_view kPieces[] = {"слово",  "A", "1", "000", " ", "\u00A0", "\n",     ".",
                                          ",",      "-", "’", "«",   "»", "\"",     "\u0301", "\u200B",
                                          "\u200D", "😀", "½", "²",   "{", "_",      "$",      std::string_view("\x01", 1)};
  const LayerRegistry registry = LayerRegistry::Linked({});
  std::mt19937 random(5);
  for (int round = 0; round < 3'000; ++round) {
    std::string text;
    for (size_t i = random() % 40; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    SCOPED_TRACE(testing::PrintToString(text));
    const auto document = Make(registry, text);
    const lector_tokens& tokens = **document->Get<lector_tokens>(LECTOR_LAYER_TOKENS, Stop());
    const ModelTokens& model = **document->Get<ModelTokens>(kModelTokens, Stop());
    ASSERT_EQ(model.first_of_token.size(), tokens.count);
    ASSERT_EQ(model.token.size(), model.size());
    for (uint32_t i = 0; i < tokens.count; ++i) {
      const uint32_t row = model.first_of_token[i];
      ASSERT_LT(row, model.size());
      ASSERT_LT(model.begin[row], tokens.end[i]);
      ASSERT_LT(tokens.begin[i], model.end[row]);
      ASSERT_LE(model.token[row], i);
    }
  }
}

TEST(ModelTokens, StopWhenToldTo) {
  Stop stop;
  stop.Cancel();
  EXPECT_EQ(CutModelTokens(std::string(1 << 20, '.'), stop).status().code(), Code::kCancelled);
}

}  // namespace
}  // namespace lector::text
