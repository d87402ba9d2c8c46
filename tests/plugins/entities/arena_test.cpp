#include "arena.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "alike.h"

namespace lector::entities {
namespace {

// What it gives may be written to, is aligned and does not overlap, however much is asked for; ASan watches.
void Fill(Arena& arena, size_t pieces) {
  std::vector<std::pair<unsigned char*, size_t>> taken;
  for (size_t i = 0; i < pieces; ++i) {
    const size_t bytes = 1 + i * 7919 % 3000, alignment = size_t{1} << i % 5;
    auto* const piece = static_cast<unsigned char*>(arena.allocate(bytes, alignment));
    EXPECT_EQ(reinterpret_cast<uintptr_t>(piece) % alignment, 0u);
    std::memset(piece, static_cast<int>(i % 251), bytes);
    taken.emplace_back(piece, bytes);
  }
  for (size_t i = 0; i < pieces; ++i)
    for (const size_t at : {size_t{0}, taken[i].second - 1}) ASSERT_EQ(taken[i].first[at], i % 251);
}

TEST(Arena, GivesPiecesThatDoNotOverlap) {
  Arena arena;
  Fill(arena, 500);
}

TEST(Arena, IsAsGoodAsNewOnceCleared) {
  Arena arena;
  for (const size_t pieces : {3, 2000, 0, 2000, 10}) {
    arena.Clear();
    Fill(arena, pieces);
  }
}

TEST(Arena, KeepsWhatADocumentNeeded) {
  Arena arena;
  Fill(arena, 100);
  arena.Clear();
  void* const first = arena.allocate(100000, 8);
  arena.Clear();
  EXPECT_EQ(arena.allocate(100000, 8), first);
}

TEST(Alike, FindsInTheOrderOfAdding) {
  Arena arena;
  Alike<std::string> names(2, 3, &arena);
  for (const char* name : {"b", "a", "c"}) names.Add(7, name);
  for (uint64_t key = 8; key < 100; ++key) names.Add(key, "other");
  std::string all;
  names.ForEach(7, [&](const std::string& name) { all += name; });
  EXPECT_EQ(all, "bac");
  EXPECT_EQ(*names.Find(7, [](const std::string& name) { return name > "a"; }), "b");
  EXPECT_EQ(names.Find(7, [](const std::string& name) { return name == "other"; }), nullptr);
  EXPECT_EQ(names.Find(1000, [](const std::string&) { return true; }), nullptr);
}

TEST(Alike, KeepsSoManyOfOneKey) {
  Arena arena;
  Alike<int> numbers(10, 3, &arena);
  EXPECT_NE(numbers.Add(1, 10), nullptr);
  numbers.Add(1, 11);
  numbers.Add(1, 12);
  EXPECT_EQ(numbers.Add(1, 13), nullptr);
  EXPECT_NE(numbers.Add(2, 20), nullptr);
}

}  // namespace
}  // namespace lector::entities
