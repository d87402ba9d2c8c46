#include "cli/standard_output.h"

#include <cerrno>
#include <cstring>
#include <iostream>

namespace lector::cli {

bool FlushOutput() {
  static bool told = false;
  if (std::cout.flush()) return true;
  if (!told) std::cerr << "lector: standard output: " << std::strerror(errno) << "\n";
  told = true;
  return false;
}

}  // namespace lector::cli
