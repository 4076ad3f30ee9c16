/// Name constraints: certificates that go's x509.CreateCertificate made, edited where that
/// refuses, and what go 1.27's crypto/tls client says to them.
enum ConstraintFixtures {
  static let text = #"""
    certificate: root: org
    signed by: root: org
    MIIBXDCCAQGgAwIBAgIBATAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDzENMAsGA1UEAxMEUm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjTjBMMA4GA1UdDwEB/wQEAw
    ICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMB0GA1UdHgEB/wQTMBGgDzANggtleGFtcGxlLm9yZzAKBggq
    hkjOPQQDAgNJADBGAiEAzr41D9cl+8FKIwbVQk1SJDDO/uHQ0UN8dJJm9P8zeZMCIQDRURiGBd0Vi7ZdV0db65Ugff
    8rrxNedb42OTKXCSEShA==

    certificate: org 0
    signed by: root: org
    MIIBIjCByqADAgECAgECMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMaMBgwFgYDVR0RBA8wDYILZXhhbX
    BsZS5vcmcwCgYIKoZIzj0EAwIDRwAwRAIgc5I+mM50gDP3jwazswSHh5gGvOFENez7yPgGCWU2MHMCIAMIDhNTm2gW
    vmSJIwjJ1aorX3r3R+OO5nVfcG7FMngu

    certificate: org 1
    signed by: root: org
    MIIBJjCBzKADAgECAgEDMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMcMBowGAYDVR0RBBEwD4INYS5FWE
    FNUExFLm9yZzAKBggqhkjOPQQDAgNJADBGAiEA1JnoVf82E0Te/Lv7Yrl5jAq7Odc6kY6sSrkUIeqmN/UCIQDagr83
    n/86ekvkfVmaD8j413bvVE/JqAqt1Taq0PrOBA==

    certificate: org 2
    signed by: root: org
    MIIBJTCBy6ADAgECAgEEMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMbMBkwFwYDVR0RBBAwDoIMeGV4YW
    1wbGUub3JnMAoGCCqGSM49BAMCA0kAMEYCIQCGY66pG9lLmCrBMYA8BpUl142LfkREGxgY1LZmrfAsRwIhAKhzSfrU
    px3KsbdUU21JvGsg5vxPWCo9W8a8gk1RSdbo

    certificate: org 3
    signed by: root: org
    MIIBJDCBzKADAgECAgEFMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMcMBowGAYDVR0RBBEwD4INKi5leG
    FtcGxlLm9yZzAKBggqhkjOPQQDAgNHADBEAiBMbyYZ0Vuh0lCfZcCgt7EQKzd/RbVInx+o3DBCjVSrJAIgKg+9bPel
    LHNX3ldk3U3aAAkzu9ZReO/kFi5NGKDQNPc=

    certificate: org 4
    signed by: root: org
    MIIBGzCBwqADAgECAgEGMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMSMBAwDgYDVR0RBAcwBYIDYSBiMA
    oGCCqGSM49BAMCA0gAMEUCIBbdWY2GgDF4bCgcOcRQYY9qSOC9EvfihOv94aVEiCZZAiEArxpY+V9RPEAuiYQWwH1s
    oinbMQaz704gqvMwwckjozA=

    certificate: org 5
    signed by: root: org
    MIIBHjCBxKADAgECAgEHMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMUMBIwEAYDVR0RBAkwB4IFYS5vcm
    cwCgYIKoZIzj0EAwIDSQAwRgIhAPVNNO1tGYB8n4EBF8UYjdwz1qRbyEKvhAAf8DSu0e8RAiEA6CMPGuUTTXckgQ5B
    DFx8kj2KNtCH2V0aWK1e53BbJG8=

    certificate: root: dot org
    signed by: root: org
    MIIBXTCCAQKgAwIBAgIBCDAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDzENMAsGA1UEAxMEUm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjTzBNMA4GA1UdDwEB/wQEAw
    ICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMB4GA1UdHgEB/wQUMBKgEDAOggwuZXhhbXBsZS5vcmcwCgYI
    KoZIzj0EAwIDSQAwRgIhAN72qSxIwt0MVBIrjJPzJaKC53BR12AzEHSAfSVD0mm2AiEAncrC/TlMwdEouNWQVjFC98
    iLawqCtE0cIkkIp0CAO+0=

    certificate: dot org 0
    signed by: root: org
    MIIBIzCByqADAgECAgEJMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMaMBgwFgYDVR0RBA8wDYILZXhhbX
    BsZS5vcmcwCgYIKoZIzj0EAwIDSAAwRQIgCGiO1mVRa1Ubp3IB5iGEUOHod8Rq8Ub4hBYA/zP8Zy8CIQC6xJ/A9Ff/
    v/atF8u4kKnlPhqbuDUK/WQXHQi9ljgAeA==

    certificate: dot org 1
    signed by: root: org
    MIIBJTCBzKADAgECAgEKMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMcMBowGAYDVR0RBBEwD4INYS5leG
    FtcGxlLm9yZzAKBggqhkjOPQQDAgNIADBFAiEA59HjrxO9WyWMVK+ILzIE3AnIlgKFQnjLXJ5GSvzyNpQCIGyXUcQt
    Dg5aWD2yI7CqYfxb34T1dLoZfZPrWuoxG26W

    certificate: root: no org
    signed by: root: org
    MIIBfjCCASWgAwIBAgIBCzAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDzENMAsGA1UEAxMEUm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjcjBwMA4GA1UdDwEB/wQEAw
    ICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMEEGA1UdHgEB/wQ3MDWhMzAPgg1hLmV4YW1wbGUub3JnMBGC
    D2ItYS5leGFtcGxlLm9yZzANggtFWEFNUExFLmNvbTAKBggqhkjOPQQDAgNHADBEAiBFs87XW0V57oM0fBf2wQ//Kr
    xg4Nro/5q9c/8phJxloAIgTk99zXP1pBzEiM45nzT9EOnUJbyMdHBvw0imc+CTOlA=

    certificate: no org 0
    signed by: root: org
    MIIBJjCBzKADAgECAgEMMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMcMBowGAYDVR0RBBEwD4INYS5leG
    FtcGxlLm9yZzAKBggqhkjOPQQDAgNJADBGAiEA/yB+tOzNMAF4bGsOOY8u0j1pbIsL3QV3jiXVqkJ0WQUCIQCddid8
    LJF3zpF3ZhZD0v/jffwaQg2+AU2Zdy8eobIOHA==

    certificate: no org 1
    signed by: root: org
    MIIBKDCBzqADAgECAgENMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMeMBwwGgYDVR0RBBMwEYIPeC5hLm
    V4YW1wbGUub3JnMAoGCCqGSM49BAMCA0kAMEYCIQCWyVEaiXd+LlNyLword3Th+e4AW+wRCY5FoZ+texoShwIhAMS4
    nsVd8bXK4ZC6xciroVJKrbR+T9l1aCRfe3bbZG37

    certificate: no org 2
    signed by: root: org
    MIIBJTCBzKADAgECAgEOMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMcMBowGAYDVR0RBBEwD4INKi5leG
    FtcGxlLm9yZzAKBggqhkjOPQQDAgNIADBFAiAfqXq9u6Y2CJMkpnnC9J7qc9pbfinsE++gPIjBZKgfvgIhAMq09ZId
    K8cTEMdOjufxwHo7iURQeRK1CT0lHAkIgc0s

    certificate: no org 3
    signed by: root: org
    MIIBHDCBxKADAgECAgEPMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMUMBIwEAYDVR0RBAkwB4IFKi5vcm
    cwCgYIKoZIzj0EAwIDRwAwRAIgdglJeSfwb0Vkzf8ntX0YRLyRypyXP03vVbBqLuHTZ64CIAHGqMUiTgLQXpxrT/VP
    6ilYEalM1CJpop/oo5jMunzf

    certificate: no org 4
    signed by: root: org
    MIIBJjCBzKADAgECAgEQMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMcMBowGAYDVR0RBBEwD4INYi5leG
    FtcGxlLmNvbTAKBggqhkjOPQQDAgNJADBGAiEAkDqH3K+rENeLn1rGW7EBZ5qtJnAhbId1iXrjwkJIJEgCIQDg1aSp
    gyfuWQx/eaYQHyX5IDJx3VIM+laZCYGYv3WOew==

    certificate: no org 5
    signed by: root: org
    MIIBJzCBzqADAgECAgERMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMeMBwwGgYDVR0RBBMwEYIPYi1hLm
    V4YW1wbGUub3JnMAoGCCqGSM49BAMCA0gAMEUCIQCKTV+Cu8++zAhrhbOUNtfI/V9BPNdus4VW28LLOEVYjwIgLaAB
    jjcyN69pLXHHCfntXWSpaoi4s2rkSSc/e6FJF9g=

    certificate: no org 6
    signed by: root: org
    MIIBJTCBzKADAgECAgESMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMcMBowGAYDVR0RBBEwD4INYy5leG
    FtcGxlLm9yZzAKBggqhkjOPQQDAgNIADBFAiAIvcPK0J8jyHB8JteBEl1mO+dU+li55+53wDCJhXKJywIhAJsngUss
    Kwo5Fys4PFe0rNoyHKljfKQrNPJUVMPZ9/B0

    certificate: root: everything
    signed by: root: org
    MIIBUDCB9qADAgECAgETMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAPMQ0wCwYDVQQDEwRSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw
    8XZqRzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqNDMEEwDgYDVR0PAQH/BAQDAg
    IEMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwEgYDVR0eAQH/BAgwBqEEMAKCADAKBggqhkjOPQQDAgNJADBG
    AiEAo+W3u4vTjf3KZyHc46Sw6XHF+vCjgQdNqm7uCXrGs6oCIQCm9pATkD/IdQsIA0MiSDVcsTvxhq5aVpbYK6HKEY
    2KDg==

    certificate: everything 0
    signed by: root: org
    MIIBGjCBwKADAgECAgEUMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBeDAKBg
    gqhkjOPQQDAgNJADBGAiEA7n0VZmTzw3ujQyyHrZOKcoafnrhe/yJ1R0i+EVKjd94CIQCtUI73l0ID5Df689dPov/w
    G8m41J2xe15c0NsZeJsrZw==

    certificate: root: tens
    signed by: root: org
    MIIBZTCCAQqgAwIBAgIBFTAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDzENMAsGA1UEAxMEUm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjVzBVMA4GA1UdDwEB/wQEAw
    ICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMCYGA1UdHgEB/wQcMBqgGDAKhwgKAAAB/wAAADAKhwjAqAAA
    //8AADAKBggqhkjOPQQDAgNJADBGAiEAiZI75fbNmGn93P4/vIaOuTWSG55H1Pb1Id1FYw/5NugCIQDLRHgOxskZ+X
    QAilMxVxisG5L0xcPUt9mTfp/i2MwEYA==

    certificate: tens 0
    signed by: root: org
    MIIBGzCBw6ADAgECAgEWMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMTMBEwDwYDVR0RBAgwBocECgkJCT
    AKBggqhkjOPQQDAgNHADBEAiA/QVqfDZS+SRf7EsX+BXzGD6ehlwzsDzj5ocbb6mG48wIgR6RT8QxMWHWjl1JFoTdd
    yp4FeNAB1QhxtVvEs8JM6hk=

    certificate: tens 1
    signed by: root: org
    MIIBHTCBw6ADAgECAgEXMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMTMBEwDwYDVR0RBAgwBocEwKgBAT
    AKBggqhkjOPQQDAgNJADBGAiEArIUiSCNesLRoknouzNekoSEVzETzfCkNva4jATe1ZMMCIQDwjDijMtDK8qyQvJCV
    0ju8F0k4lB6itNzVQI+T0xExdA==

    certificate: tens 2
    signed by: root: org
    MIIBHDCBw6ADAgECAgEYMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMTMBEwDwYDVR0RBAgwBocECwAAAD
    AKBggqhkjOPQQDAgNIADBFAiApd1yJB3DQJWIxZfeVIf8h0lrJ55betfnZoe70dj1nsAIhAPWX98PKuBrY7s04UnWS
    n6NbtbQhtDDqHkIKtIjVUn8p

    certificate: tens 3
    signed by: root: org
    MIIBKTCBz6ADAgECAgEZMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMfMB0wGwYDVR0RBBQwEocQAAAAAA
    AAAAAAAAAAAAAAATAKBggqhkjOPQQDAgNJADBGAiEAnnf66dVAuiusooV8tVicv8tk3Q7h/1pNY8z0DULZZvECIQDr
    A/i55ziK8L4VYpPyqgSlTIUyfNi9Ph12Wi29sXjO5g==

    certificate: root: no ones
    signed by: root: org
    MIIBfTCCASKgAwIBAgIBGjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDzENMAsGA1UEAxMEUm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjbzBtMA4GA1UdDwEB/wQEAw
    ICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMD4GA1UdHgEB/wQ0MDKhMDAihyAAAAAAAAAAAAAAAAAAAAAB
    /////////////////////zAKhwgBAAAA/wAAADAKBggqhkjOPQQDAgNJADBGAiEAgWIMBVgJ2oF+g98bcuqYLwDtUK
    si5lg8f20y3xyTwp0CIQC3FiYH/6GIvBxMLCns7zJxENMSymdSo4h+Xjd/jOqTqw==

    certificate: no ones 0
    signed by: root: org
    MIIBKTCBz6ADAgECAgEbMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMfMB0wGwYDVR0RBBQwEocQAAAAAA
    AAAAAAAAAAAAAAATAKBggqhkjOPQQDAgNJADBGAiEA0KpdQpoZrgHjbfnP922AFd9LkIR9hg5UHNPMfTikLssCIQDI
    ZcjhQP9rZay5fiYOVJDn/DEi01lYMdnX/QcxjWykIw==

    certificate: no ones 1
    signed by: root: org
    MIIBHTCBw6ADAgECAgEcMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMTMBEwDwYDVR0RBAgwBocEAQIDBD
    AKBggqhkjOPQQDAgNJADBGAiEAgsIIW8Qi2A9rDmcmCEecg/hUMeVYtgU0iecRureLMi4CIQCyNK0p+06uBhUA617L
    49tTyok3gTKwVO1BhUa1PCuUrA==

    certificate: no ones 2
    signed by: root: org
    MIIBGzCBw6ADAgECAgEdMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMTMBEwDwYDVR0RBAgwBocEAgIDBD
    AKBggqhkjOPQQDAgNHADBEAiArr5U/5CHXbbDJv9WAgEhxoMh6gkVTqbTbt4t04ch9hAIgOSi2mkHWgDHbi2ycWp+7
    BHH11jkXjFcT7dF+xbQtvVc=

    certificate: root: mail
    signed by: root: org
    MIIBZzCCAQ6gAwIBAgIBHjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDzENMAsGA1UEAxMEUm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjWzBZMA4GA1UdDwEB/wQEAw
    ICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMCoGA1UdHgEB/wQgMB6gHDANgQtleGFtcGxlLm9yZzALgQlS
    b290QGhvc3QwCgYIKoZIzj0EAwIDRwAwRAIgKcaKh6tlfqhWTFQz4wFi2j76yzfNa6KlLI+PKXgFDqsCIEEXCP3yxB
    KEIDAynz0NpL4gzoa1QubSwl+utQOGuZT9

    certificate: mail 0
    signed by: root: org
    MIIBJTCBzKADAgECAgEfMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMcMBowGAYDVR0RBBEwD4ENYUBleG
    FtcGxlLm9yZzAKBggqhkjOPQQDAgNIADBFAiEAgH4nExqhrhCl+dCeLXe203QgUm7HkHCjL4hqnJoKmi4CIDLLiu/D
    Hgl6En+jOF48qo67AGRLaAqwdSKTdhExX/NW

    certificate: mail 1
    signed by: root: org
    MIIBJzCBzqADAgECAgEgMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMeMBwwGgYDVR0RBBMwEYEPYUBiLm
    V4YW1wbGUub3JnMAoGCCqGSM49BAMCA0gAMEUCIGgpjWNeI/KAkFkmAf4FjfekkXxOostXe1iSEZE5+eBQAiEAtCzm
    epbVbmie2Ds9nnvoblXYSY5e2gXmBL1w5YyWjdg=

    certificate: mail 2
    signed by: root: org
    MIIBIDCByKADAgECAgEhMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMYMBYwFAYDVR0RBA0wC4EJUm9vdE
    BIT1NUMAoGCCqGSM49BAMCA0cAMEQCIFGa35x7oxl0oVQr4Sai3A9Rkybm1y2RwJZ7CCvXA35PAiB95ffuKHEzJ2YH
    8e0zr2PSTYDOOu0gzDfQWv37Kfg4sA==

    certificate: mail 3
    signed by: root: org
    MIIBITCByKADAgECAgEiMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMYMBYwFAYDVR0RBA0wC4EJcm9vdE
    Bob3N0MAoGCCqGSM49BAMCA0gAMEUCIFfIApWdlJ4cJZmeF+kzW9XS6X5Sa7o8Vm0gkAF27XFpAiEAkkTtil68nHzO
    EppMsw+9BDGK1+KI+X1VJGF4CkYEKbw=

    certificate: mail 4
    signed by: root: org
    MIIBHjCBxaADAgECAgEjMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMVMBMwEQYDVR0RBAowCIEGbm9tYW
    lsMAoGCCqGSM49BAMCA0gAMEUCIF+4uPJ/iEvs/uHG6wckbo0VfPpZWfAXdzkDyYSKQI2bAiEAyQ8TVNYF5TURVNvm
    GHw1AiF0ZzSPjM29TBKzZGFOQv0=

    certificate: mail 5
    signed by: root: org
    MIIBKzCB0aADAgECAgEkMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMhMB8wHQYDVR0RBBYwFIESInFcIn
    giQGV4YW1wbGUub3JnMAoGCCqGSM49BAMCA0kAMEYCIQCdrcCoWFs9TpP7VO0hSn35Zw5hMNpvlpbmZ9+myHr2FgIh
    AOTe0NQ4bXtfYV7+pap+ACqKz1qusn1bMJfUIpvPbld4

    certificate: mail 6
    signed by: root: org
    MIIBKDCBz6ADAgECAgElMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMfMB0wGwYDVR0RBBQwEoEQYS4uYk
    BleGFtcGxlLm9yZzAKBggqhkjOPQQDAgNIADBFAiApqXv8A5vGSMKLg8GrDukXHocWH0Q4F+Sjoe7+RexzDQIhAKA/
    Za6Qj5kplazM10yLVC/kKL0Ctb3fnVu+Ou7zFhi+

    certificate: root: no mail
    signed by: root: org
    MIIBaTCCAQ+gAwIBAgIBJjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDzENMAsGA1UEAxMEUm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjXDBaMA4GA1UdDwEB/wQEAw
    ICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMCsGA1UdHgEB/wQhMB+hHTAOgQwuZXhhbXBsZS5vcmcwC4EJ
    cm9vdEBob3N0MAoGCCqGSM49BAMCA0gAMEUCIDQ5Eu3pb53LorX7Bcfj60y0MOZ7psQioFC+Muq1WnNNAiEA8+J2OZ
    OiCTFbT9YSUm+6v75OY95l0Naxuooa2N4XlJs=

    certificate: no mail 0
    signed by: root: org
    MIIBJTCBzKADAgECAgEnMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMcMBowGAYDVR0RBBEwD4ENYUBleG
    FtcGxlLm9yZzAKBggqhkjOPQQDAgNIADBFAiEA7QgY47tj7ddSMfD3wYgq+wfOzcguXyoi4sE7Rf0r2BQCIEzQ/yvm
    2b0sjW3jedUUkfhf1KrsqXS6PKg86yMxxvVS

    certificate: no mail 1
    signed by: root: org
    MIIBJjCBzqADAgECAgEoMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMeMBwwGgYDVR0RBBMwEYEPYUBiLm
    V4YW1wbGUub3JnMAoGCCqGSM49BAMCA0cAMEQCHxiBsZq4i7LRiYpbF3yUvwf8Dwcibx+8mczXUGyq1TMCIQDZTXUf
    Rhfn7akxEqkzsQTf0UF391L4Q0JrkCUF6sBbjg==

    certificate: no mail 2
    signed by: root: org
    MIIBIDCByKADAgECAgEpMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMYMBYwFAYDVR0RBA0wC4EJcm9vdE
    Bob3N0MAoGCCqGSM49BAMCA0cAMEQCIEcEj1GWfq0YQxHc3OQ2Jz/cnIO2nyJnXciJzcQHN7OqAiBhX8LW3D5lOJKL
    G16ni3QK6d1IDp3zCJMTWNdnM43alw==

    certificate: root: uri
    signed by: root: org
    MIIBZDCCAQqgAwIBAgIBKjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDzENMAsGA1UEAxMEUm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjVzBVMA4GA1UdDwEB/wQEAw
    ICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMCYGA1UdHgEB/wQcMBqgGDANhgtleGFtcGxlLm9yZzAHhgUu
    Y29ycDAKBggqhkjOPQQDAgNIADBFAiBEXvJ++lX1Di3igps43LIpG/BPO0ohRgY5VjIilnzvZgIhAMp6Zk4J+YuRzc
    sy5k48nzDKU0cHatxybrvikGnkXky5

    certificate: uri 0
    signed by: root: org
    MIIBLTCB1KADAgECAgErMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMkMCIwIAYDVR0RBBkwF4YVaHR0cH
    M6Ly9leGFtcGxlLm9yZy94MAoGCCqGSM49BAMCA0gAMEUCIAnNY94RaNpBLYJKmkd/Ww5GPZmVQGBgoVOpCwhYIBO3
    AiEA/bHVdjISrlSZ7MdcNk+lvvsg0xbz5JykXSzvpU31Yqw=

    certificate: uri 1
    signed by: root: org
    MIIBOTCB4aADAgECAgEsMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMxMC8wLQYDVR0RBCYwJIYiaHR0cH
    M6Ly91OnBARVhBTVBMRS5vcmc6ODQ0My9wP3EjZjAKBggqhkjOPQQDAgNHADBEAiBVIu3NTZLCOlcymm50iM+GIl/d
    U/j+4zq1bGw3fPgPLQIgEdyyWHV95Zzaq/alpdSScmlP0aqau0f3n0cZxykr+6Q=

    certificate: uri 2
    signed by: root: org
    MIIBIzCByaADAgECAgEtMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMZMBcwFQYDVR0RBA4wDIYKeDovL2
    EuY29ycDAKBggqhkjOPQQDAgNJADBGAiEA73iWP4z/+rivb9UgsiHzUCHfCEADi6vuBOV0PbWD2csCIQCEpK2/FQsa
    ylR8MzLRyxf/e02+2RI/xZseD9LkdTaNOg==

    certificate: uri 3
    signed by: root: org
    MIIBHDCBxKADAgECAgEuMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMUMBIwEAYDVR0RBAkwB4YFdXJuOm
    EwCgYIKoZIzj0EAwIDRwAwRAIgJYRqsxm6uetZSIWCTHpTBwGpgsy6McCRpjQpPGw5OQUCIHRKbg0+3GkXEZBe7ha3
    uj8l5VzeLB8z3R0unEFW+HQ5

    certificate: uri 4
    signed by: root: org
    MIIBKjCB0aADAgECAgEvMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMhMB8wHQYDVR0RBBYwFIYSaHR0cH
    M6Ly8xMjcuMC4wLjEvMAoGCCqGSM49BAMCA0gAMEUCIQCnuqJLPSRUIs/k3Gd7SqhmJu6pVqblV3JAUXrQjmVL9QIg
    F8WFl9cva2qy/bAfMQfy0Bic3oVHpbvmP8074WnMZ68=

    certificate: uri 5
    signed by: root: org
    MIIBKTCB0KADAgECAgEwMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMgMB4wHAYDVR0RBBUwE4YRaHR0cH
    M6Ly9bOjoxXTo4MC8wCgYIKoZIzj0EAwIDSAAwRQIhAMQjHZskoF7PbLg6jcnZ5nCTbWpdnbxk2DbwFtjneoE1AiBc
    CejJNx4AItDCH/FuPo40TJLxtYBYjAQFnFfYio+SWA==

    certificate: uri 6
    signed by: root: org
    MIIBIjCByaADAgECAgExMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMZMBcwFQYDVR0RBA4wDIYKeDovL2
    E6MToyLzAKBggqhkjOPQQDAgNIADBFAiAsVsmF1UYDJCYeH+4oSHubxEZe5m4Zh31s6z3jyMI7LgIhAIXh0tnpFHuN
    zFY2ONL92+GiPAiDyEZ1UVzK0IOVj9Wa

    certificate: uri 7
    signed by: root: org
    MIIBLDCB0qADAgECAgEyMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMiMCAwHgYDVR0RBBcwFYYTaHR0cH
    M6Ly9leGFtcGxlLmNvbTAKBggqhkjOPQQDAgNJADBGAiEAuI3bTGahbEVXKDj38pYawQ82FB+5IunrS3DImHL8V3IC
    IQCJ/B56Tk3c7rnu5+TRfmwaqhO2TmOWvpR2o8fpwDas+Q==

    certificate: uri 8
    signed by: root: org
    MIIBGjCBwaADAgECAgEzMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMRMA8wDQYDVR0RBAYwBIYCL3AwCg
    YIKoZIzj0EAwIDSAAwRQIgDKsF9YEtZdYmoO1u98oG+O+nuScwd5E4oEGFoEpQa4oCIQD4q6/kw1cEvPsTmRsGLKcv
    3pC0PB94uCYcCjyDNoHINA==

    certificate: root: no uri
    signed by: root: org
    MIIBWjCCAQGgAwIBAgIBNDAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDzENMAsGA1UEAxMEUm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjTjBMMA4GA1UdDwEB/wQEAw
    ICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMB0GA1UdHgEB/wQTMBGhDzANhgtleGFtcGxlLm9yZzAKBggq
    hkjOPQQDAgNHADBEAiAbcCeGB5HjIF0hSHFxl4eFaKUAdgQ8xl4Pk3gGsPJ+0QIgRAkFcghZYcTCDa6bKqLbXg/C50
    V5Ns69UOcGR6EwG28=

    certificate: no uri 0
    signed by: root: org
    MIIBLjCB1qADAgECAgE1MAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMmMCQwIgYDVR0RBBswGYYXaHR0cH
    M6Ly9leGFtcGxlLm9yZzo0NDMwCgYIKoZIzj0EAwIDRwAwRAIgQtaCTE7T0gnUYN2NmpKJhU9yIJNx3ckpTiWemvB5
    8tICIFMUfm8yZUelxn/yeUyyTeD651FOpqbz+MUDFzR4Dk/K

    certificate: no uri 1
    signed by: root: org
    MIIBLDCB1KADAgECAgE2MAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMkMCIwIAYDVR0RBBkwF4YVaHR0cH
    M6Ly9hLmV4YW1wbGUub3JnMAoGCCqGSM49BAMCA0cAMEQCIDCkou3SwRjhD7MI1Uuk+BLYOwKTwensvuae818Y+FDM
    AiAffZN2K1gxNbMBSM2oDKIobjsGGl1U8tw7OG6rJHO4kA==

    case: org: example.org
    given: ||1795845600|0|0|1.3|org 0|root: org
    go: ok

    case: org: a.EXAMPLE.org
    given: ||1795845600|0|0|1.3|org 1|root: org
    go: ok

    case: org: xexample.org
    given: ||1795845600|0|0|1.3|org 2|root: org
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: DNS name "xexample.org" is not permitted by any \#
    constraint

    case: org: *.example.org
    given: ||1795845600|0|0|1.3|org 3|root: org
    go: ok

    case: org: a b
    given: ||1795845600|0|0|1.3|org 4|root: org
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: x509: cannot parse dnsName "a b"

    case: org: a.org
    given: ||1795845600|0|0|1.3|org 5|root: org
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: DNS name "a.org" is not permitted by any constraint

    case: dot org: example.org
    given: ||1795845600|0|0|1.3|dot org 0|root: dot org
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: DNS name "example.org" is not permitted by any \#
    constraint

    case: dot org: a.example.org
    given: ||1795845600|0|0|1.3|dot org 1|root: dot org
    go: ok

    case: no org: a.example.org
    given: ||1795845600|0|0|1.3|no org 0|root: no org
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: DNS name "a.example.org" is excluded by constraint \#
    "a.example.org"

    case: no org: x.a.example.org
    given: ||1795845600|0|0|1.3|no org 1|root: no org
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: DNS name "x.a.example.org" is excluded by constraint \#
    "a.example.org"

    case: no org: *.example.org
    given: ||1795845600|0|0|1.3|no org 2|root: no org
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: DNS name "*.example.org" is excluded by constraint \#
    "b-a.example.org"

    case: no org: *.org
    given: ||1795845600|0|0|1.3|no org 3|root: no org
    go: ok

    case: no org: b.example.com
    given: ||1795845600|0|0|1.3|no org 4|root: no org
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: DNS name "b.example.com" is excluded by constraint \#
    "EXAMPLE.com"

    case: no org: b-a.example.org
    given: ||1795845600|0|0|1.3|no org 5|root: no org
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: DNS name "b-a.example.org" is excluded by constraint \#
    "b-a.example.org"

    case: no org: c.example.org
    given: ||1795845600|0|0|1.3|no org 6|root: no org
    go: ok

    case: everything: x
    given: ||1795845600|0|0|1.3|everything 0|root: everything
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: DNS name "x" is excluded by constraint ""

    case: tens: 10.9.9.9
    given: ||1795845600|0|0|1.3|tens 0|root: tens
    go: ok

    case: tens: 192.168.1.1
    given: ||1795845600|0|0|1.3|tens 1|root: tens
    go: ok

    case: tens: 11.0.0.0
    given: ||1795845600|0|0|1.3|tens 2|root: tens
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: IP address "11.0.0.0" is not permitted by any \#
    constraint

    case: tens: ::1
    given: ||1795845600|0|0|1.3|tens 3|root: tens
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: IP address "::1" is not permitted by any constraint

    case: no ones: ::1
    given: ||1795845600|0|0|1.3|no ones 0|root: no ones
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: IP address "::1" is excluded by constraint "::1/128"

    case: no ones: 1.2.3.4
    given: ||1795845600|0|0|1.3|no ones 1|root: no ones
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: IP address "1.2.3.4" is excluded by constraint \#
    "1.0.0.0/8"

    case: no ones: 2.2.3.4
    given: ||1795845600|0|0|1.3|no ones 2|root: no ones
    go: ok

    case: mail: a@example.org
    given: ||1795845600|0|0|1.3|mail 0|root: mail
    go: ok

    case: mail: a@b.example.org
    given: ||1795845600|0|0|1.3|mail 1|root: mail
    go: ok

    case: mail: Root@HOST
    given: ||1795845600|0|0|1.3|mail 2|root: mail
    go: ok

    case: mail: root@host
    given: ||1795845600|0|0|1.3|mail 3|root: mail
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: email address "root@host" is not permitted by any \#
    constraint

    case: mail: nomail
    given: ||1795845600|0|0|1.3|mail 4|root: mail
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: cannot parse rfc822Name "nomail"

    case: mail: "q\"x"@example.org
    given: ||1795845600|0|0|1.3|mail 5|root: mail
    go: ok

    case: mail: a..b@example.org
    given: ||1795845600|0|0|1.3|mail 6|root: mail
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: cannot parse rfc822Name "a..b@example.org"

    case: no mail: a@example.org
    given: ||1795845600|0|0|1.3|no mail 0|root: no mail
    go: ok

    case: no mail: a@b.example.org
    given: ||1795845600|0|0|1.3|no mail 1|root: no mail
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: email address "a@b.example.org" is excluded by \#
    constraint ".example.org"

    case: no mail: root@host
    given: ||1795845600|0|0|1.3|no mail 2|root: no mail
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: email address "root@host" is excluded by constraint \#
    "root@host"

    case: uri: https://example.org/x
    given: ||1795845600|0|0|1.3|uri 0|root: uri
    go: ok

    case: uri: https://u:p@EXAMPLE.org:8443/p?q#f
    given: ||1795845600|0|0|1.3|uri 1|root: uri
    go: ok

    case: uri: x://a.corp
    given: ||1795845600|0|0|1.3|uri 2|root: uri
    go: ok

    case: uri: urn:a
    given: ||1795845600|0|0|1.3|uri 3|root: uri
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: URI with empty host ("urn:a") cannot be matched \#
    against constraints

    case: uri: https://127.0.0.1/
    given: ||1795845600|0|0|1.3|uri 4|root: uri
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: URI with IP ("https://127.0.0.1/") cannot be matched \#
    against constraints

    case: uri: https://[::1]:80/
    given: ||1795845600|0|0|1.3|uri 5|root: uri
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: URI with IP ("https://[::1]:80/") cannot be matched \#
    against constraints

    case: uri: x://a:1:2/
    given: ||1795845600|0|0|1.3|uri 6|root: uri
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: cannot parse URI host "a:1:2": address a:1:2: too \#
    many colons in address

    case: uri: https://example.com
    given: ||1795845600|0|0|1.3|uri 7|root: uri
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: URI "https://example.com" is not permitted by any \#
    constraint

    case: uri: /p
    given: ||1795845600|0|0|1.3|uri 8|root: uri
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: URI with empty host ("/p") cannot be matched against \#
    constraints

    case: no uri: https://example.org:443
    given: ||1795845600|0|0|1.3|no uri 0|root: no uri
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: URI "https://example.org:443" is excluded by \#
    constraint "example.org"

    case: no uri: https://a.example.org
    given: ||1795845600|0|0|1.3|no uri 1|root: no uri
    go: tls: failed to verify certificate: x509: a root or intermediate certificate is not \#
    authorized to sign for this name: URI "https://a.example.org" is excluded by constraint \#
    "example.org"

    """#
}
