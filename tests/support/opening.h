#pragma once

#include "app/sql/databaseopener.h"
#include "tests/support/memorystorage.h"

#include <QTest>

namespace larder::test {

/// How opening @p address with @p password ends.
[[nodiscard]] inline std::optional<Error> errorOfOpening(const QString& address, const QString& password)
{
    QObject context;
    std::optional<std::optional<Error>> ended;
    const auto target = parseConnectionTarget(address);
    openDatabase(target.value(), std::make_shared<MemoryStorage>(), &context,
        [&](const larder::Result<std::unique_ptr<DatabasePort>>& port) {
            ended = port ? std::nullopt : std::optional(port.error());
        },
        {.password = password});
    [[maybe_unused]] const bool done = QTest::qWaitFor([&] { return ended.has_value(); }, 60'000);
    Q_ASSERT(done);
    return *ended;
}

} // namespace larder::test
