# Runs Python's own test_socket, which lies beside this file in the package test, and prints a line for each test.
import sys
import traceback
import types
import unittest

# A native module of Python's own tests, of which test_socket takes the limits of C.
limits = types.ModuleType('_testcapi')
limits.INT_MIN, limits.INT_MAX, limits.UINT_MAX = -(1 << 31), (1 << 31) - 1, (1 << 32) - 1
sys.modules['_testcapi'] = limits

from test import test_socket


class Lines(unittest.TestResult):
    def addSuccess(self, test):
        self.say('ok', test)

    def addSkip(self, test, why):
        self.say('skip', test, why)

    def addFailure(self, test, error):
        self.bad(test, error)

    def addError(self, test, error):
        self.bad(test, error)

    def addSubTest(self, test, subtest, error):
        if error:
            self.bad(test, error)

    def bad(self, test, error):
        what = ''.join(traceback.format_exception_only(error[0], error[1])).strip()
        self.say('bad', test, what.splitlines()[0])

    def say(self, result, test, why=''):
        print(result, test.id().removeprefix('test.test_socket.'), '|', why, flush=True)


def each(suite):
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from each(part)
        else:
            yield part


lines = Lines()
for suite in unittest.defaultTestLoader.loadTestsFromModule(test_socket):
    suite.run(lines)
print('all', lines.testsRun, 'run')
