#include "tests/support/sqlcases.h"
#include "tests/support/sqlinvariants.h"

#include <cstdio>
#include <cstdlib>

/// Feeds any bytes to the SQL text functions in every dialect and stops at the first broken promise.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    const QByteArrayView text(data, static_cast<qsizetype>(size));
    for (larder::SqlDialect dialect : larder::test::kAllDialects) {
        if (const char* broken = larder::test::brokenSqlPromise(text, dialect)) {
            std::fprintf(stderr, "dialect %d: not so: %s\n", static_cast<int>(dialect), broken);
            std::abort();
        }
    }
    return 0;
}
