#pragma once

#include "cache/error.h"

#include <QObject>

#include <functional>

namespace larder {

/// Passwords in the keychain of the system (Secret Service, KWallet), by the address of their server. Nothing
/// is kept where no keychain runs. Lives in the GUI thread, which never waits for the keychain.
class PasswordKeychain final : public QObject
{
    Q_OBJECT

public:
    using Found = std::function<void(const QString& password)>;
    using Ended = std::function<void(const std::optional<Error>& error)>;

    using QObject::QObject;

    /// Tells @p found what is kept for @p address; an empty text where there is nothing, or no keychain.
    void find(const QString& address, Found found);
    /// Keeps @p password in place of another.
    void keep(const QString& address, const QString& password, Ended ended);
    /// What is not there is forgotten already.
    void forget(const QString& address, Ended ended);
};

} // namespace larder
