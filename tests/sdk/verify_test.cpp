#include <gtest/gtest.h>
#include <elf.h>
#include <lector/verify.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <memory>
#include <random>
#include <string>

namespace lector::verify {
namespace {

std::string Path(const std::string& name) { return std::string(HOSTILE_PLUGINS) + "/" + name + ".so"; }

std::string Bytes(const std::string& name) {
  std::string bytes;
  EXPECT_FALSE(ReadFile(Path(name), &bytes).has_value());
  return bytes;
}

// The bytes in a block of the heap that ends with them, so that the address sanitizer sees a read behind the end.
Report CheckExactly(std::string_view bytes) {
  const std::unique_ptr<char[]> block(new char[bytes.size()]);
  std::memcpy(block.get(), bytes.data(), bytes.size());
  return CheckBytes({block.get(), bytes.size()});
}

// Refused with a whole sentence, or passed: anything else is a fault of ours.
void ExpectSound(const Report& report) {
  if (report.ok()) return;
  EXPECT_TRUE(report.failure->check == "elf" || report.failure->check == "note" || report.failure->check == "dependencies" ||
              report.failure->check == "entry")
      << report.failure->check;
  EXPECT_FALSE(report.failure->message.empty());
  EXPECT_FALSE(report.failure->remedy.empty());
}

TEST(Verify, PassesAGoodPlugin) {
  const Report report = CheckFile(Path("good"));
  ASSERT_TRUE(report.ok()) << report.failure->message;
  EXPECT_EQ(report.abi_major, LECTOR_ABI_MAJOR);
  EXPECT_EQ(report.abi_minor_built, LECTOR_ABI_MINOR);
  EXPECT_TRUE(report.warnings.empty()) << report.warnings[0];
  EXPECT_NE(std::find(report.needed.begin(), report.needed.end(), "libc.so.6"), report.needed.end());
}

TEST(Verify, NamesTheCheckThatFails) {
  const auto check = [](const std::string& name) {
    const Report report = CheckFile(Path(name));
    return report.ok() ? "ok" : report.failure->check;
  };
  EXPECT_EQ(check("text_file"), "elf");
  EXPECT_EQ(check("truncated"), "elf");
  EXPECT_EQ(check("executable_stack"), "elf");
  EXPECT_EQ(check("no_note"), "note");
  EXPECT_EQ(check("wrong_abi"), "note");
  EXPECT_EQ(check("links_protobuf"), "dependencies");
  EXPECT_EQ(check("static_tls"), "dependencies");
  EXPECT_EQ(check("no_entry"), "entry");
  EXPECT_EQ(check("nonexistent"), "file");
  EXPECT_EQ(CheckFile(HOSTILE_PLUGINS).failure->check, "file");
  EXPECT_EQ(CheckFile("/proc/self/exe").failure->message, "a program, not a shared library");
}

TEST(Verify, WarnsOfWhatAsksForTrouble) {
  const Report report = CheckFile(Path("shares_statics"));
  ASSERT_TRUE(report.ok()) << report.failure->message;
  ASSERT_EQ(report.warnings.size(), 2u);
  EXPECT_NE(report.warnings[0].find("GNU_UNIQUE"), std::string::npos) << report.warnings[0];
  EXPECT_NE(report.warnings[1].find("further symbols"), std::string::npos) << report.warnings[1];
}

// Changes to the headers of a good file that the loader would trip over.
class HeaderTest : public testing::Test {
 protected:
  Elf64_Ehdr* header() { return reinterpret_cast<Elf64_Ehdr*>(bytes_.data()); }
  Elf64_Phdr* Segment(uint32_t type) {
    auto* headers = reinterpret_cast<Elf64_Phdr*>(bytes_.data() + header()->e_phoff);
    return std::find_if(headers, headers + header()->e_phnum, [&](const Elf64_Phdr& h) { return h.p_type == type; });
  }
  Elf64_Dyn* Dynamic(int64_t tag) {
    auto* entry = reinterpret_cast<Elf64_Dyn*>(bytes_.data() + Segment(PT_DYNAMIC)->p_offset);
    while (entry->d_tag != tag && entry->d_tag != DT_NULL) ++entry;
    return entry;
  }
  void ExpectRefused(const char* check, const char* says) {
    const Report report = CheckExactly(bytes_);
    ASSERT_FALSE(report.ok()) << says;
    EXPECT_EQ(report.failure->check, check) << report.failure->message;
    EXPECT_NE(report.failure->message.find(says), std::string::npos) << report.failure->message;
    bytes_ = good_;
  }
  const std::string good_ = Bytes("good");
  std::string bytes_ = good_;
};

TEST_F(HeaderTest, Identity) {
  header()->e_ident[EI_CLASS] = ELFCLASS32, ExpectRefused("elf", "64-bit");
  header()->e_ident[EI_DATA] ^= 3, ExpectRefused("elf", "byte order");
  header()->e_machine = EM_MIPS, ExpectRefused("elf", "another machine (ELF number 8)");
  header()->e_type = ET_EXEC, ExpectRefused("elf", "not a shared library");
  header()->e_phnum = 0, ExpectRefused("elf", "program headers");
  header()->e_phnum = 0xffff, ExpectRefused("elf", "program headers");
  header()->e_phoff = UINT64_MAX - 8, ExpectRefused("elf", "truncated");
}

TEST_F(HeaderTest, Segments) {
  Segment(PT_LOAD)->p_filesz = UINT64_MAX, ExpectRefused("elf", "truncated");
  Segment(PT_LOAD)->p_memsz = 1, ExpectRefused("elf", "larger in the file");
  Segment(PT_LOAD)->p_memsz = UINT64_MAX, ExpectRefused("elf", "order");
  Segment(PT_LOAD)->p_align = 3, ExpectRefused("elf", "aligned");
  Segment(PT_GNU_STACK)->p_flags |= PF_X, ExpectRefused("elf", "stack");
  Segment(PT_GNU_STACK)->p_type = PT_NULL, ExpectRefused("elf", "PT_GNU_STACK");
  Segment(PT_DYNAMIC)->p_type = PT_NULL, ExpectRefused("elf", "no dynamic table");
  Segment(PT_DYNAMIC)->p_vaddr += 8, ExpectRefused("elf", "not part of what is loaded");
}

TEST_F(HeaderTest, DynamicTable) {
  Dynamic(DT_STRSZ)->d_un.d_val = UINT64_MAX, ExpectRefused("elf", "string table");
  Dynamic(DT_STRTAB)->d_un.d_ptr = UINT64_MAX - 3, ExpectRefused("elf", "string table");
  Dynamic(DT_NEEDED)->d_un.d_val = 1u << 30, ExpectRefused("elf", "outside the file");
  Dynamic(DT_SYMTAB)->d_un.d_ptr = UINT64_MAX / 2, ExpectRefused("elf", "symbols");
  Dynamic(DT_GNU_HASH)->d_un.d_ptr = 1, ExpectRefused("elf", "symbols");
  Dynamic(DT_GNU_HASH)->d_tag = 0x12345, ExpectRefused("elf", "symbols");
}

TEST_F(HeaderTest, Note) {
  const auto note = [&]() -> lector_note* {
    return reinterpret_cast<lector_note*>(bytes_.data() + bytes_.find(std::string("Lector\0\0", 8)) - offsetof(lector_note, name));
  };
  note()->magic = 1, ExpectRefused("note", "magic");
  note()->abi_major = LECTOR_ABI_MAJOR + 1, ExpectRefused("note", "built for plugin ABI");
  note()->abi_minor_built = LECTOR_ABI_MINOR + 1, ExpectRefused("note", "both must be the same");
  note()->type = 2, ExpectRefused("note", "no Lector note");
  note()->desc_size = 12, ExpectRefused("note", "wrong size");
  note()->name_size = UINT32_MAX, ExpectRefused("note", "no Lector note");
}

// Every length of the file up to its last byte: in steps at first, then each of the last.
TEST(Mutation, NoLengthIsReadBeyond) {
  const std::string good = Bytes("good");
  const size_t step = std::max<size_t>(1, good.size() / 3000);
  for (size_t size = 0; size < good.size(); size += step) ExpectSound(CheckExactly(std::string_view(good).substr(0, size)));
  for (size_t size = 0; size < 600; ++size) EXPECT_FALSE(CheckExactly(std::string_view(good).substr(0, size)).ok());
}

// Every byte of the headers and of the dynamic table set to values that hurt.
TEST(Mutation, EveryByteOfTheTables) {
  std::string bytes = Bytes("good");
  Elf64_Ehdr header;
  std::memcpy(&header, bytes.data(), sizeof header);
  size_t end = header.e_phoff + header.e_phnum * sizeof(Elf64_Phdr);
  std::vector<std::pair<size_t, size_t>> ranges = {{0, end}};
  for (uint16_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment;
    std::memcpy(&segment, bytes.data() + header.e_phoff + i * sizeof segment, sizeof segment);
    if (segment.p_type == PT_DYNAMIC || segment.p_type == PT_NOTE) ranges.emplace_back(segment.p_offset, segment.p_offset + segment.p_filesz);
  }
  for (const auto& [first, last] : ranges)
    for (size_t at = first; at < last; ++at) {
      const char kept = bytes[at];
      for (const int value : {0, 1, 0x7f, 0x80, 0xff}) {
        bytes[at] = static_cast<char>(value);
        ExpectSound(CheckExactly(bytes));
      }
      bytes[at] = kept;
    }
  EXPECT_TRUE(CheckBytes(bytes).ok());
}

// Random damage: bits, bytes, words of extreme values, anywhere, several at once; sometimes cut off as well.
TEST(Mutation, RandomDamage) {
  const std::string good = Bytes("good");
  std::mt19937_64 random(20251126);
  const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  constexpr uint64_t kExtremes[] = {0, 1, 7, 0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff, 0x8000000000000000, UINT64_MAX};
  size_t refused = 0;
  constexpr int kRounds = 10'000;
  for (int round = 0; round < kRounds; ++round) {
    std::string bytes = good;
    for (size_t changes = 1 + below(8); changes > 0; --changes) {
      // Half of the damage goes where the tables lie: the first KiB.
      const size_t at = below(2) == 0 ? below(std::min<size_t>(bytes.size(), 1024)) : below(bytes.size());
      if (below(3) == 0) bytes[at] = static_cast<char>(random());
      else if (below(2) == 0) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
      else if (at + 8 <= bytes.size()) std::memcpy(bytes.data() + at, &kExtremes[below(std::size(kExtremes))], below(2) == 0 ? 4 : 8);
    }
    if (below(4) == 0) bytes.resize(below(bytes.size()));
    const Report report = CheckExactly(bytes);
    ExpectSound(report);
    refused += report.ok() ? 0 : 1;
  }
  EXPECT_GT(refused, kRounds / 4u);
  EXPECT_LT(refused, static_cast<size_t>(kRounds)) << "damage outside the tables is not the check's to see";
}

// Noise behind a valid beginning.
TEST(Mutation, Noise) {
  const std::string good = Bytes("good");
  std::mt19937_64 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 4096, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    const size_t kept = std::min<size_t>({bytes.size(), good.size(), static_cast<size_t>(random() % 1024)});
    bytes.replace(0, kept, good, 0, kept);
    const Report report = CheckExactly(bytes);
    ExpectSound(report);
    EXPECT_FALSE(report.ok());
  }
}

TEST(ForbiddenLibraries, AreKnownByTheirNames) {
  for (const char* name : {"libprotobuf.so.32", "libprotobuf-lite.so", "libgrpc++.so.1", "libgrpc.so", "libgrpcpp_channelz.so.1",
                           "libgpr.so.29", "libabsl_base.so.20220623", "libupb.so", "/usr/lib/x86_64-linux-gnu/libprotobuf.so.32"})
    EXPECT_TRUE(IsForbiddenLibrary(name)) << name;
  for (const char* name : {"libc.so.6", "libgprof.so", "libicuuc.so.72", "", "my-libprotobuf.so", "/libprotobuf/libx.so"})
    EXPECT_FALSE(IsForbiddenLibrary(name)) << name;
}

}  // namespace
}  // namespace lector::verify
