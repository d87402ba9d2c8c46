#include "daemon/models/dawg.h"

#include <cstring>

namespace lector::models {
namespace {

constexpr uint32_t kHasLeaf = 0x100;
constexpr size_t kMaxKey = 512;  // bytes; the longest word of the dictionary has not a fifth of it

uint32_t LabelOf(uint32_t unit) { return unit & 0x800000FFu; }
uint32_t OffsetOf(uint32_t unit) { return (unit >> 10) << ((unit & 0x200u) >> 6); }

bool ReadCount(std::string_view* bytes, size_t size, uint32_t* count) {
  if (bytes->size() < sizeof *count) return false;
  std::memcpy(count, bytes->data(), sizeof *count);
  bytes->remove_prefix(sizeof *count);
  return bytes->size() / size >= *count;
}

int Base64Digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

}  // namespace

Result<Dawg> Dawg::Read(std::string_view bytes, const std::string& name) {
  const Status damaged(Code::kInvalidArgument, name + " is damaged: it is not as long as it says", "DAMAGED_DICTIONARY");
  uint32_t count = 0;
  if (!ReadCount(&bytes, sizeof(uint32_t), &count) || count == 0) return damaged;
  std::vector<uint32_t> units(count);
  std::memcpy(units.data(), bytes.data(), count * sizeof(uint32_t));
  bytes.remove_prefix(count * sizeof(uint32_t));
  uint32_t guides = 0;
  if (!ReadCount(&bytes, 2, &guides) || guides != count || bytes.size() != size_t{guides} * 2) return damaged;
  return Dawg(name, std::move(units), std::vector<uint8_t>(bytes.begin(), bytes.end()));
}

Status Dawg::Damaged() const {
  return Status(Code::kInvalidArgument, name_ + " is damaged: its graph leads out of it", "DAMAGED_DICTIONARY");
}

Status Dawg::ForEach(const std::function<Status(std::string_view, uint32_t)>& visit) const {
  struct Step {
    uint32_t index;
    uint8_t next;  // label of the child to visit; 0: none is left
  };
  std::vector<Step> path = {{0, guide_[0]}};
  std::string key;
  while (!path.empty()) {
    Step& step = path.back();
    if (step.next == 0) {
      path.pop_back();
      if (!key.empty()) key.pop_back();
      continue;
    }
    const uint32_t child = step.index ^ OffsetOf(units_[step.index]) ^ step.next;
    if (child >= units_.size() || LabelOf(units_[child]) != step.next || key.size() >= kMaxKey) return Damaged();
    key.push_back(static_cast<char>(step.next));
    step.next = guide_[size_t{child} * 2 + 1];
    if ((units_[child] & kHasLeaf) != 0) {
      const uint32_t leaf = child ^ OffsetOf(units_[child]);
      if (leaf >= units_.size()) return Damaged();
      if (Status status = visit(key, units_[leaf] & 0x7FFFFFFFu); !status.ok()) return status;
    }
    path.push_back({child, guide_[size_t{child} * 2]});
  }
  return Status();
}

bool DecodeBase64(std::string_view text, std::string* out) {
  out->clear();
  uint32_t bits = 0, count = 0;
  for (const char c : text) {
    if (c == '\n' || c == '=') continue;
    const int digit = Base64Digit(c);
    if (digit < 0) return false;
    bits = bits << 6 | static_cast<uint32_t>(digit);
    if ((count += 6) >= 8) out->push_back(static_cast<char>(bits >> (count -= 8) & 0xFFu));
  }
  return true;
}

}  // namespace lector::models
