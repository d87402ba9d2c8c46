#include "daemon/text/ru/large_pages.h"

#include <sys/mman.h>

#include <memory>
#include <new>

namespace lector::text::ru {

LargePages::LargePages(size_t bytes)
    : map_size_(bytes + kPage),
      map_(mmap(nullptr, map_size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)) {
  if (map_ == MAP_FAILED) throw std::bad_alloc();
  void* begin = map_;
  size_t room = map_size_;
  data_ = static_cast<std::byte*>(std::align(kPage, bytes, begin, room));
  madvise(data_, bytes, MADV_HUGEPAGE);  // where it cannot be had, it is as before
}

LargePages::~LargePages() { munmap(map_, map_size_); }

}  // namespace lector::text::ru
