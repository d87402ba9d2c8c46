# Writes the text files INPUTS, one after the other, into the C++ source OUTPUT as `extern const char NAME[]`.
# A string literal for each line: none is long, and the compiler's message names what is wrong.
set(literal "")
foreach(input IN LISTS INPUTS)
  file(READ "${input}" content)
  string(REPLACE "\\" "\\\\" content "${content}")
  string(REPLACE "\"" "\\\"" content "${content}")
  string(REPLACE "\n" "\\n\"\n    \"" content "${content}")
  string(APPEND literal "\n    \"${content}\"")
endforeach()
file(WRITE "${OUTPUT}" "namespace lector::text {\nextern const char ${NAME}[];\nconst char ${NAME}[] =${literal};\n}  // namespace lector::text\n")
