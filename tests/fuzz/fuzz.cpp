#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <string_view>
#include <vector>

#include "daemon/text/model_file.h"

namespace lector::fuzz {
namespace {

constexpr int kSkipped = 77;
constexpr size_t kHead = 4096;  // header and table of sections, where damage tells most

struct Flags {
  std::string file;
  double seconds = 5;
  uint64_t seed = std::random_device()();
};

Flags Parse(int argc, char** argv) {
  Flags out;
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg == "--seconds" && i + 1 < argc) {
      out.seconds = std::atof(argv[++i]);
    } else if (arg == "--seed" && i + 1 < argc) {
      out.seed = std::strtoull(argv[++i], nullptr, 10);
    } else {
      out.file = arg;
    }
  }
  if (const char* seconds = std::getenv("FUZZ_SECONDS")) out.seconds = std::atof(seconds);
  return out;
}

// A file in memory that can be opened by its path, damaged and made whole again.
class Victim {
 public:
  explicit Victim(const std::vector<char>& original)
      : descriptor_(memfd_create("fuzz", 0)), path_("/proc/self/fd/" + std::to_string(descriptor_)), original_(original) {
    Restore(original.size());
    map_ = static_cast<std::byte*>(mmap(nullptr, original.size(), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor_, 0));
  }

  const std::string& path() const { return path_; }
  std::span<std::byte> bytes() { return {map_, original_.size()}; }
  void Cut(size_t size) { Check(ftruncate(descriptor_, static_cast<off_t>(size)) == 0); }
  // Makes the places whole that were noted, and the file as long as it was.
  void Mend(const std::vector<size_t>& places, size_t size) {
    if (size < original_.size()) Restore(size);
    for (const size_t at : places) map_[at] = static_cast<std::byte>(original_[at]);
  }

 private:
  static void Check(bool ok) {
    if (ok) return;
    std::perror("fuzz");
    std::exit(1);
  }
  void Restore(size_t from) {
    size_t at = from < original_.size() ? from : 0;
    Check(ftruncate(descriptor_, static_cast<off_t>(original_.size())) == 0);
    while (at < original_.size()) {
      const ssize_t wrote = pwrite(descriptor_, original_.data() + at, original_.size() - at, static_cast<off_t>(at));
      Check(wrote > 0);
      at += static_cast<size_t>(wrote);
    }
  }

  const int descriptor_;
  const std::string path_;
  const std::vector<char>& original_;
  std::byte* map_ = nullptr;
};

// Damages one place; notes the bytes.
void Damage(std::span<std::byte> file, std::mt19937_64& random, std::vector<size_t>* places) {
  const auto below = [&random](size_t limit) { return static_cast<size_t>(random() % limit); };
  const size_t limit = below(2) == 0 ? std::min(file.size(), kHead) : file.size();
  const size_t width = size_t{1} << below(4);
  const size_t at = below(limit) / width * width;
  static constexpr uint64_t kTelling[] = {0,      1,          0x7F,       0x80,       0xFF,         0x7FFF,
                                          0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, ~uint64_t{0}, 64};
  uint64_t value = below(2) == 0 ? kTelling[below(std::size(kTelling))] : random();
  if (below(4) == 0) {  // near to what it was
    value = 0;
    std::memcpy(&value, file.data() + at, std::min(width, file.size() - at));
    value += below(5) - 2;
  }
  for (size_t i = 0; i < width && at + i < file.size(); ++i) {
    places->push_back(at + i);
    file[at + i] = static_cast<std::byte>(value >> 8 * i);
  }
}

}  // namespace

int Main(int argc, char** argv, const std::function<bool(const std::string& path)>& use) {
  const Flags flags = Parse(argc, argv);
  std::ifstream in(flags.file, std::ios::binary);
  const std::vector<char> original{std::istreambuf_iterator<char>(in), {}};
  if (original.empty()) {
    std::printf("%s is not there\n", flags.file.c_str());
    return kSkipped;
  }
  std::printf("seed %llu\n", static_cast<unsigned long long>(flags.seed));
  std::fflush(stdout);
  std::mt19937_64 random(flags.seed);
  Victim victim(original);
  if (!use(victim.path())) {
    std::printf("the whole file is refused\n");
    return 1;
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(flags.seconds);
  size_t rounds = 0, accepted = 0;
  std::vector<size_t> places;
  for (; std::chrono::steady_clock::now() < end; ++rounds) {
    places.clear();
    size_t size = original.size();
    if (random() % 16 == 0) {
      victim.Cut(size = random() % original.size());
    } else {
      for (size_t i = 1 + random() % 3; i > 0; --i) Damage(victim.bytes(), random, &places);
      if (random() % 2 == 0) {
        for (size_t i = 0; i < 64; ++i) places.push_back(i);  // where the checksum is
        text::RepairModelFileChecksum(victim.bytes());
      }
    }
    accepted += use(victim.path());
    victim.Mend(places, size);
  }
  std::printf("%zu damaged files, %zu of them accepted\n", rounds, accepted);
  return 0;
}

}  // namespace lector::fuzz
