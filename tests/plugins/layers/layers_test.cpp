#include <gtest/gtest.h>

#include <lector/testing.hpp>
#include <string>

#include "plugins/layers/ud_names.h"

LECTOR_EXPORT const lector_plugin_entry lector_plugin;

namespace lector::layers {
namespace {

TEST(LayersPlugin, WritesConlluOfWhatThereIs) {
  testing::Host host(lector_plugin);
  testing::Document doc("Анна Ильина ушла. Да.", "ru");
  const uint64_t feats = uint64_t{LECTOR_CASE_NOM} << LECTOR_FEAT_CASE | uint64_t{LECTOR_GENDER_FEM} << LECTOR_FEAT_GENDER;
  doc.word("Анна", {.upos = LECTOR_UPOS_PROPN, .feats = feats, .lemma = "анна"});
  doc.syntax({{2, "nsubj"}, {0, "flat:name"}, {2, "root"}, {2, "punct"}, {4, "root"}, {4, "punct"}});
  doc.names({{.span = doc.span("Анна Ильина"), .type = LECTOR_NAME_PERSON}});
  const auto found = host.check_conduct(doc);
  ASSERT_EQ(found.customs.size(), 2u);
  EXPECT_EQ(found.customs.at(0).text, "Анна Ильина ушла.");
  EXPECT_EQ(found.customs.at(0).get("conllu"),
            "1\tАнна\tанна\tPROPN\t_\tCase=Nom|Gender=Fem\t3\tnsubj\t_\tName=B-PER\n"
            "2\tИльина\t_\t_\t_\t_\t1\tflat:name\t_\tName=I-PER\n"
            "3\tушла\t_\t_\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
            "4\t.\t_\t_\t_\t_\t3\tpunct\t_\t_\n");
  EXPECT_EQ(found.customs.at(1).get("conllu"), "1\tДа\t_\t_\t_\t_\t0\troot\t_\tSpaceAfter=No\n2\t.\t_\t_\t_\t_\t1\tpunct\t_\t_\n");
  EXPECT_TRUE(host.violations().empty()) << ::testing::PrintToString(host.violations());
}

TEST(LayersPlugin, LeavesColumnsOfMissingLayersEmpty) {
  testing::Host host(lector_plugin);
  const auto found = host.check_conduct(testing::Document("Yes.", "en"));
  ASSERT_EQ(found.customs.size(), 1u);
  EXPECT_EQ(found.customs.at(0).get("conllu"), "1\tYes\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t.\t_\t_\t_\t_\t_\t_\t_\t_\n");
}

TEST(UdNames, OfEveryNumber) {
  EXPECT_EQ(UposName(LECTOR_UPOS_ADJ), "ADJ");
  EXPECT_EQ(UposName(LECTOR_UPOS_X), "X");
  EXPECT_EQ(UposName(0), "_");
  EXPECT_EQ(UposName(200), "_");
  EXPECT_EQ(RelationName(1), "acl");
  EXPECT_EQ(RelationName(0), "_");
  EXPECT_EQ(FeatureNames(0), "_");
  EXPECT_EQ(FeatureNames(uint64_t{1} << LECTOR_FEAT_NEGATIVE | uint64_t{LECTOR_VERBFORM_CONV} << LECTOR_FEAT_VERBFORM),
            "Polarity=Neg|VerbForm=Conv");
}

}  // namespace
}  // namespace lector::layers
