// Memory for tables that are read all over: zeros, in large pages where they can be had, so that few of them are looked up.
#ifndef LECTOR_DAEMON_TEXT_RU_LARGE_PAGES_H_
#define LECTOR_DAEMON_TEXT_RU_LARGE_PAGES_H_

#include <cstddef>

namespace lector::text::ru {

// Owns it. Pages come when they are written.
class LargePages {
 public:
  static constexpr size_t kPage = 2 << 20;
  explicit LargePages(size_t bytes);  // std::bad_alloc
  ~LargePages();
  LargePages(const LargePages&) = delete;
  LargePages& operator=(const LargePages&) = delete;

  std::byte* data() const { return data_; }  // aligned to kPage

 private:
  const size_t map_size_;
  void* map_;
  std::byte* data_;  // inside map_
};

}  // namespace lector::text::ru
#endif  // LECTOR_DAEMON_TEXT_RU_LARGE_PAGES_H_
