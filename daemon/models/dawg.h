// Dawg: reads the dawgdic container of pymorphy's dictionaries (*.dawg, *.intdawg), each step within its bounds.
//
//   Result<Dawg> words = Dawg::Read(bytes, "words.dawg");
//   Status status = words->ForEach([](std::string_view key, uint32_t value) { ... });  // in the order of the guide
//
// Layout, little-endian: u32 n, n units of u32, u32 n, n x 2 bytes of guide (label of the first child, of the next sibling).
#ifndef LECTOR_DAEMON_MODELS_DAWG_H_
#define LECTOR_DAEMON_MODELS_DAWG_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/base/status.h"

namespace lector::models {

class Dawg {
 public:
  static Result<Dawg> Read(std::string_view bytes, const std::string& name);

  // Every key with its value, siblings in the order of their labels. INVALID_ARGUMENT: the graph leaves the file or goes in circles.
  Status ForEach(const std::function<Status(std::string_view key, uint32_t value)>& visit) const;

 private:
  Dawg(std::string name, std::vector<uint32_t> units, std::vector<uint8_t> guide)
      : name_(std::move(name)), units_(std::move(units)), guide_(std::move(guide)) {}
  Status Damaged() const;

  std::string name_;
  std::vector<uint32_t> units_;
  std::vector<uint8_t> guide_;
};

// The records behind a key of a words or prediction file: base64 as binascii reads it (padding, a newline at the end).
// False: not base64.
bool DecodeBase64(std::string_view text, std::string* out);

}  // namespace lector::models
#endif  // LECTOR_DAEMON_MODELS_DAWG_H_
