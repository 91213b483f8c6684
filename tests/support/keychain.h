#pragma once

#include "app/passwordkeychain.h"

#include <QTest>

namespace larder::test {

/// What @p keychain keeps for @p address.
[[nodiscard]] inline QString foundIn(PasswordKeychain& keychain, const QString& address)
{
    std::optional<QString> password;
    keychain.find(address, [&](const QString& kept) { password = kept; });
    [[maybe_unused]] const bool answered = QTest::qWaitFor([&] { return password.has_value(); }, 60'000);
    return password.value_or(QStringLiteral("no answer"));
}

/// What @p work says in the end.
[[nodiscard]] inline std::optional<Error> errorOf(const std::function<void(PasswordKeychain::Ended)>& work)
{
    std::optional<std::optional<Error>> ended;
    work([&](const std::optional<Error>& error) { ended = error; });
    [[maybe_unused]] const bool answered = QTest::qWaitFor([&] { return ended.has_value(); }, 60'000);
    return ended.value_or(Error{QStringLiteral("no answer"), {}});
}

} // namespace larder::test
