#pragma once

#include "cache/value.h"

#include <QDialog>

#include <map>
#include <optional>

class QLineEdit;

namespace larder {

/// Asks for the values of a statement's parameters. A value is read as a SQL literal, anything else as text.
class ParameterDialog final : public QDialog
{
    Q_OBJECT

public:
    /// What was typed, by the names with their sigils.
    using Typed = std::map<QByteArray, QString>;

    /// @p names carry their sigils (":id"). Starts with what @p typed holds for them, and leaves there what
    /// is accepted. Nothing if the user cancels.
    [[nodiscard]] static std::optional<std::vector<Parameter>> ask(
        const std::vector<QByteArray>& names, Typed& typed, QWidget* parent);

    ParameterDialog(const std::vector<QByteArray>& names, const Typed& typed, QWidget* parent);
    [[nodiscard]] std::vector<Parameter> parameters() const;

private:
    std::vector<QByteArray> m_names;
    std::vector<QLineEdit*> m_values;
};

} // namespace larder
