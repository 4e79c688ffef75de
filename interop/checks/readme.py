"""The examples in the README give what the README says."""

import os
import pathlib
import re
import subprocess

import service

readme = (pathlib.Path(os.environ["ROOT"]) / "README.md").read_text()
(console,) = re.findall(r"```console\n(.*?)```", readme, re.S)
examples = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", console, re.M)
assert len(examples) == 3, f"{len(examples)} examples"
for command, output in examples:
    command = command.replace("http://127.0.0.1:8080", service.BASE)
    got = subprocess.run(command, shell=True, capture_output=True, text=True, check=True).stdout
    assert got.replace("\r\n", "\n").strip() == output.strip(), f"{command}\n{got}"
    print(command)
