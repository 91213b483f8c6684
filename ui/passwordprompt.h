#pragma once

#include <QDialog>

class QLineEdit;

namespace larder {

/// Asks for the password of a server. What is typed is told to nobody else, and kept nowhere here.
class PasswordPrompt final : public QDialog
{
    Q_OBJECT

public:
    /// @p server is the address of the server, @p why what it said.
    PasswordPrompt(const QString& server, const QString& why, QWidget* parent = nullptr);

    [[nodiscard]] QString password() const;

private:
    QLineEdit* m_password;
};

} // namespace larder
