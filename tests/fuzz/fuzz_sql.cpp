#include "tests/support/sqlcases.h"
#include "tests/support/sqlinvariants.h"

#include <cstdio>
#include <cstdlib>

/// Feeds any bytes to the SQL text functions, in the dialect that the last byte says, and stops at the first
/// broken promise.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView text(data, static_cast<qsizetype>(size - 1));
    const larder::SqlDialect dialect
        = larder::test::kAllDialects[data[size - 1] % std::size(larder::test::kAllDialects)];
    if (const char* broken = larder::test::brokenSqlPromise(text, dialect)) {
        std::fprintf(stderr, "dialect %d: not so: %s\n", static_cast<int>(dialect), broken);
        std::abort();
    }
    return 0;
}
