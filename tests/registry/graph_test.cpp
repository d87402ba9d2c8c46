#include "daemon/registry/graph.h"

#include <gtest/gtest.h>

#include <deque>

namespace lector::registry {
namespace {

// Extractors by hand: id, provides, requires, uses.
class GraphTest : public testing::Test {
 protected:
  using Names = std::vector<std::string>;

  void Add(const std::string& id, Names provides, Names requires_ = {}, Names uses = {}) {
    Manifest& manifest = manifests_.emplace_back();
    manifest.provides = std::move(provides);
    manifest.requires_ = std::move(requires_);
    manifest.uses = std::move(uses);
    nodes_.push_back({id, "/plugins/" + id + ".so", &manifest});
  }
  Graph Make() const {
    return MakeGraph(nodes_, [](const std::string& layer) { return layer == "lector.tokens/1"; });
  }
  Names Order(const Graph& graph) const {
    Names out;
    for (const size_t node : graph.order) out.push_back(nodes_[node].id);
    return out;
  }
  Names Refused(const Graph& graph) const {
    Names out;
    for (const Graph::Refused& refused : graph.refused) out.push_back(nodes_[refused.node].id);
    return out;
  }

  std::deque<Manifest> manifests_;
  std::vector<GraphNode> nodes_;
};

void ExpectSays(const Graph::Refused& refused, std::initializer_list<const char*> parts) {
  for (const char* part : parts) EXPECT_NE(refused.message.find(part), std::string::npos) << refused.message;
  EXPECT_FALSE(refused.remedy.empty());
}

TEST_F(GraphTest, PutsProvidersFirstAndElseKeepsTheOrder) {
  Add("z", {"t.Z"}, {"t.A"});
  Add("c", {"t.C"});
  Add("q", {"t.Q"}, {}, {"t.Z"});
  Add("a", {"t.A"}, {"lector.tokens/1"});
  const Graph graph = Make();
  EXPECT_EQ(Order(graph), (Names{"c", "a", "z", "q"}));
  EXPECT_TRUE(graph.refused.empty());
  EXPECT_EQ(graph.required[0], std::vector<size_t>{3});
  EXPECT_EQ(graph.used[2], std::vector<size_t>{0});
  EXPECT_TRUE(graph.required[2].empty());
}

TEST_F(GraphTest, LinksAProviderOnceHoweverManyTypesAreRead) {
  Add("a", {"t.A", "t.B"});
  Add("b", {"t.C"}, {"t.A", "t.B"});
  EXPECT_EQ(Make().required[1], std::vector<size_t>{0});
}

TEST_F(GraphTest, AMissingProviderRefusesTheWholeChainAndNamesIt) {
  Add("last", {"t.L"}, {"t.M"});
  Add("middle", {"t.M"}, {"t.F"});
  Add("first", {"t.F"}, {"t.Nobody"});
  Add("other", {"t.O"});
  const Graph graph = Make();
  EXPECT_EQ(Order(graph), Names{"other"});
  EXPECT_EQ(Refused(graph), (Names{"first", "middle", "last"}));
  ExpectSays(graph.refused[0], {"'first' requires t.Nobody", "no loaded extractor"});
  ExpectSays(graph.refused[2], {"'last' requires t.M from 'middle'", "t.F from 'first'", "t.Nobody"});
}

TEST_F(GraphTest, ALayerThatNobodyMakesIsMissingToo) {
  Add("a", {"t.A"}, {"lector.syntax/1"});
  Add("b", {"t.B"}, {}, {"lector.syntax/1"});
  const Graph graph = Make();
  EXPECT_EQ(Order(graph), Names{"b"});
  ExpectSays(graph.refused.at(0), {"lector.syntax/1", "cannot make"});
}

TEST_F(GraphTest, TheSecondProviderOfAReadTypeIsRefused) {
  Add("one", {"t.A"});
  Add("two", {"t.A", "t.B"});
  Add("reader", {"t.R"}, {}, {"t.A"});
  Add("needs_two", {"t.N"}, {"t.B"});
  const Graph graph = Make();
  EXPECT_EQ(Order(graph), (Names{"one", "reader"}));
  EXPECT_EQ(Refused(graph), (Names{"two", "needs_two"}));
  ExpectSays(graph.refused[0], {"'two' provides t.A", "'reader' reads from 'one'", "/plugins/one.so"});
  ExpectSays(graph.refused[1], {"from 'two'", "which was refused"});
}

TEST_F(GraphTest, ATypeThatNobodyReadsMayHaveSeveralProviders) {
  Add("one", {"t.A"});
  Add("two", {"t.A"});
  EXPECT_EQ(Order(Make()), (Names{"one", "two"}));
}

TEST_F(GraphTest, ARefusedReaderMakesNobodyDoubled) {
  Add("one", {"t.A"});
  Add("two", {"t.A"});
  Add("reader", {"t.R"}, {"t.A", "t.Nobody"});
  EXPECT_EQ(Order(Make()), (Names{"one", "two"}));
}

TEST_F(GraphTest, ACircleIsRefusedWithAllItsMembersAndWhoDependsOnThem) {
  Add("a", {"t.A"}, {"t.B"});
  Add("b", {"t.B"}, {"t.C"});
  Add("c", {"t.C"}, {"t.A"});
  Add("outside", {"t.O"}, {"t.C"});
  Add("free", {"t.F"});
  const Graph graph = Make();
  EXPECT_EQ(Order(graph), Names{"free"});
  EXPECT_EQ(Refused(graph), (Names{"a", "b", "c", "outside"}));
  ExpectSays(graph.refused[1], {"'a' requires 'b' requires 'c' requires 'a'"});
  ExpectSays(graph.refused[3], {"from 'c'", "circle"});
}

TEST_F(GraphTest, AUseThatWouldCloseACircleIsLeftOut) {
  Add("a", {"t.A"}, {}, {"t.B"});
  Add("b", {"t.B"}, {}, {"t.A"});
  Add("c", {"t.C"}, {"t.B"});
  const Graph graph = Make();
  EXPECT_EQ(Order(graph), (Names{"b", "a", "c"}));
  EXPECT_TRUE(graph.refused.empty());
  EXPECT_EQ(graph.used[0], std::vector<size_t>{1});
  EXPECT_TRUE(graph.used[1].empty());
  ASSERT_EQ(graph.warnings.size(), 1u);
  EXPECT_NE(graph.warnings[0].find("'b' runs without t.A of 'a'"), std::string::npos) << graph.warnings[0];
}

TEST_F(GraphTest, WhatIsRequiredGoesBeforeWhatIsUsed) {
  Add("a", {"t.A"}, {}, {"t.B"});
  Add("b", {"t.B"}, {"t.A"});
  const Graph graph = Make();
  EXPECT_EQ(Order(graph), (Names{"a", "b"}));
  EXPECT_TRUE(graph.used[0].empty());
  EXPECT_EQ(graph.warnings.size(), 1u);
}

}  // namespace
}  // namespace lector::registry
