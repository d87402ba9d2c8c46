# Installs the SDK into an empty prefix, builds examples/hello_plugin against that alone, and asks lector-plugin-probe.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(result)
    message(FATAL_ERROR "${ARGN}\nanswered ${result}:\n${output}")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${LECTOR_BUILD} --component sdk --prefix ${WORK}/sdk)
run(${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH=${WORK}/sdk
  -DCMAKE_CXX_COMPILER=${CXX} -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER} "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Wshadow -Werror")
run(${CMAKE_COMMAND} --build ${WORK}/build)

execute_process(COMMAND ${PROBE} ${WORK}/build/hello.so RESULT_VARIABLE result OUTPUT_VARIABLE answer)
string(JSON id ERROR_VARIABLE error GET "${answer}" extractors 0 id)
string(JSON warnings ERROR_VARIABLE error LENGTH "${answer}" warnings)
if(NOT result EQUAL 0 OR NOT id STREQUAL "com.example.phones" OR NOT warnings EQUAL 0)  # a second exported symbol is a warning
  message(FATAL_ERROR "lector-plugin-probe answered ${result}: ${answer}")
endif()
