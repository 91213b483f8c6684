#pragma once

#include "cache/value.h"

#include <QDialog>

#include <optional>

class QLineEdit;

namespace larder {

/// Asks for the values of a statement's parameters. A value is read as a SQL literal, anything else as text.
class ParameterDialog final : public QDialog
{
    Q_OBJECT

public:
    /// @p names carry their sigils (":id"). Nothing if the user cancels.
    [[nodiscard]] static std::optional<std::vector<Parameter>> ask(
        const std::vector<QByteArray>& names, QWidget* parent);

    ParameterDialog(const std::vector<QByteArray>& names, QWidget* parent);
    [[nodiscard]] std::vector<Parameter> parameters() const;

private:
    std::vector<QByteArray> m_names;
    std::vector<QLineEdit*> m_values;
};

} // namespace larder
