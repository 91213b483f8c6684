#pragma once

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace larder {

/// Asks for the password of a server. What is typed is told to nobody else, and kept nowhere here.
class PasswordPrompt final : public QDialog
{
    Q_OBJECT

public:
    /// @p connection is what the user calls it, @p server who wants the password and where, @p why what it
    /// said.
    PasswordPrompt(
        const QString& connection, const QString& server, const QString& why, QWidget* parent = nullptr);

    [[nodiscard]] QString password() const;
    /// Whether it is to be kept in the keychain.
    [[nodiscard]] bool remembers() const;

private:
    QLineEdit* m_password;
    QCheckBox* m_remember;
};

} // namespace larder
