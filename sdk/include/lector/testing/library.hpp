// lector/testing/library.hpp - a built plugin, opened as the daemon does.
//
// Part of <lector/testing.hpp>, which includes it. For plugins in C, Rust or any language, and to test what is shipped.
#ifndef LECTOR_TESTING_LIBRARY_HPP_
#define LECTOR_TESTING_LIBRARY_HPP_

#include <dlfcn.h>
#include <lector/plugin.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace lector::testing {

// Opens a .so and finds its entry; its data folder is <name>.data/ beside it. Never closed, as in the daemon.
class Library {
 public:
  // Throws std::runtime_error where it cannot be loaded.
  explicit Library(const std::filesystem::path& file) : data_folder_(std::filesystem::path(file).replace_extension(".data")) {
    void* const handle = dlopen(std::filesystem::absolute(file).c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) throw std::runtime_error(dlerror());
    entry_ = static_cast<const lector_plugin_entry*>(dlsym(handle, LECTOR_PLUGIN_SYMBOL));
    if (entry_ == nullptr) throw std::runtime_error(file.string() + " exports no " LECTOR_PLUGIN_SYMBOL);
  }
  const lector_plugin_entry& entry() const { return *entry_; }
  const std::filesystem::path& data_folder() const { return data_folder_; }

 private:
  std::filesystem::path data_folder_;
  const lector_plugin_entry* entry_ = nullptr;
};

}  // namespace lector::testing
#endif  // LECTOR_TESTING_LIBRARY_HPP_
