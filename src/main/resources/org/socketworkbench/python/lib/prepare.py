"""The first thing that an interpreter runs. From here on the modules of Python's library, and the workbench's own, are
compiled once for all interpreters: see CompiledModules. The value of this file is the function that prepares the rest."""


# Its names are local: the program gets an empty __main__.
def prepare(host, text, modules):
    import _frozen_importlib_external as files
    import marshal
    import os
    import types

    library = os.path.dirname(os.__file__) + os.sep
    compile_file = files.SourceFileLoader.get_code

    def shared(file, compiled):
        """The code of one module, compiled only if no interpreter has done so."""
        found = host.compiled(file)
        if found is not None:
            return marshal.loads(found.encode('latin-1'))
        code = compiled()
        host.share(file, marshal.dumps(code).decode('latin-1'))
        return code

    def get_code(loader, name):
        file = loader.get_filename(name)
        return shared(file, lambda: compile_file(loader, name)) if file.startswith(library) else compile_file(loader, name)

    def module(name, text):
        made = types.ModuleType(name)
        # In a traceback these files are passed over: the program's own lines are what counts.
        file = f'<workbench {name}>'
        exec(shared(file, lambda: compile(text, file, 'exec')), made.__dict__)
        return made

    def get_wanted(file):
        try:
            if file.startswith(library):
                shared(file, lambda: compile_file(files.SourceFileLoader('wanted', file), 'wanted'))
        except Exception:
            # A program can want anything. Whoever imports it for real is told what is wrong with it.
            pass

    files.SourceFileLoader.get_code = get_code
    for file in host.wanted():
        get_wanted(file)
    start = types.ModuleType('_start')
    start.host, start.modules, start.module = host, modules, module
    exec(shared('<workbench start>', lambda: compile(text, '<workbench start>', 'exec')), start.__dict__)
    return start


prepare
