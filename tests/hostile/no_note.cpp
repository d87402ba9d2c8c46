// A shared library like any other, that got into the folder by mistake.
extern "C" __attribute__((visibility("default"))) int lector_plugin;
int lector_plugin = 1;
