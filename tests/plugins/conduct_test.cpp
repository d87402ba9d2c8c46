// The plugins that ship, as they are built, under the test double of the SDK: records, threads, repetition, stopping, and what
// they read against what their manifests declare.
#include <gtest/gtest.h>
#include <lector/testing.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using lector::testing::Document;
using lector::testing::Host;
using lector::testing::Library;
using lector::testing::Result;
using Strings = std::vector<std::string>;

constexpr const char* kEnglish =
    "OSLO, March 3 (Newswire) - Norfisk ASA raised its dividend by 4.5% to 1.2 billion crowns, chief executive Anna Berg said on Monday.\n\n"
    "\"We expect sales of $300 million in the second quarter,\" Berg told reporters. \"Prices fell in 2023,\" she added.";

std::string Article() {
  std::ostringstream out;
  out << std::ifstream(ARTICLE).rdbuf();
  return out.str();
}

Library Shipped(const std::string& name) { return Library(std::filesystem::path(SHIPPED_PLUGINS) / (name + ".so")); }

// What the extractor finds in a document, the entities being given where it may read them.
Result Conduct(const std::string& name, Document& doc, const Strings& options = {}) {
  Host host(Shipped(name));
  host.patience_ms(2000);  // sanitizers and busy machines are slow
  for (const std::string& option : options) doc.option(option, true);
  Result result = host.check_conduct(doc);
  EXPECT_TRUE(result.ok()) << name << ": " << result.message;
  EXPECT_EQ(host.violations(), Strings{}) << name;
  return result;
}

void AddEntities(const std::string& text, const std::string& language, Document* doc) {
  Document plain(text, language);
  const Result found = Conduct("entities", plain);
  EXPECT_FALSE(found.entities.empty());
  EXPECT_FALSE(found.mentions.empty());
  for (const auto& entity : found.entities) doc->add(entity);
  for (const auto& mention : found.mentions) doc->add(mention);
}

TEST(Conduct, OfTheShippedPlugins) {
  for (const auto& [text, language] : {std::pair{Article(), std::string("ru")}, std::pair{std::string(kEnglish), std::string("en")}}) {
    Document alone(text, language), read(text, language);
    AddEntities(text, language, &read);
    for (Document* doc : {&alone, &read}) {
      EXPECT_FALSE(Conduct("figures", *doc, {"explain", "numerals"}).figures.empty()) << language;
      doc->options("{}");
      EXPECT_FALSE(Conduct("quotes", *doc, {"explain"}).quotes.empty()) << language;
      doc->options("{}");
    }
  }
}

TEST(Conduct, OfTheShippedPluginsOnOddTexts) {
  for (const char* text : {"", " ", "\n\n", "«", "\"", "«»", "1", "$", "А", "—", "“«\"", "1 млн", "«Да», —"})
    for (const char* language : {"ru", "en"})
      for (const char* name : {"entities", "figures", "quotes", "layers"}) {
        Document doc(text, language);
        Conduct(name, doc);
      }
}

}  // namespace
